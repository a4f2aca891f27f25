// Command guides makes plain pages of the guides, for a demo that is built
// without Node.js. web/site makes the whole documentation, with a search.
//
//	go run ./web/guides TARGET
//
// The guides are read from js/docs. TARGET/index.html is their list, and
// TARGET/guides/NAME.html each of them, as on the site. Links to other documents
// lead to the repository.
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"os"
	"path"
	"path/filepath"
	"strings"
)

const (
	source     = "js/docs"
	repository = "https://github.com/amora-sync/amora"
)

//go:embed page.html
var pageHTML string

//go:embed guides.css
var styles []byte

var layout = template.Must(template.New("page").Parse(pageHTML))

// page is what page.html shows.
type page struct {
	Title string
	Body  template.HTML
	Root  string // the way from the page's folder to the demo's
	Index bool   // the list of the guides
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./web/guides TARGET")
		os.Exit(2)
	}
	if err := makePages(source, os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "guides:", err)
		os.Exit(1)
	}
}

// makePages makes the pages of all guides in the folder from, and their style.
func makePages(from, target string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(target, "guides"), 0o755); err != nil {
		return err
	}
	for _, entry := range entries {
		if path.Ext(entry.Name()) != ".md" {
			continue
		}
		text, err := os.ReadFile(filepath.Join(from, entry.Name()))
		if err != nil {
			return err
		}
		name, p, err := makePage(entry.Name(), text)
		if err != nil {
			return fmt.Errorf("%s: %w", entry.Name(), err)
		}
		if err := writePage(filepath.Join(target, name), p); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(target, "guides.css"), styles, 0o644)
}

// makePage makes the page of one guide, and returns its path below the target.
func makePage(guide string, text []byte) (name string, p page, err error) {
	name, p.Root = "guides/"+strings.TrimSuffix(guide, ".md")+".html", "../../"
	folder := ""
	if guide == "README.md" {
		name, p.Root, p.Index, folder = "index.html", "../", true, "guides/"
	}
	p.Title, p.Body, err = render(text, folder)
	return name, p, err
}

func writePage(file string, p page) error {
	var b bytes.Buffer
	if err := layout.Execute(&b, p); err != nil {
		return err
	}
	return os.WriteFile(file, b.Bytes(), 0o644)
}
