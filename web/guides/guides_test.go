package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	hrefs  = regexp.MustCompile(` (?:href|src)="([^"]*)"`)
	inline = regexp.MustCompile(`<style|<script| style="`)
)

// TestPages: each guide has a page that the list leads to. No page breaks the
// relay's Content-Security-Policy, and each link to a guide or to one of its
// headings leads there.
func TestPages(t *testing.T) {
	target := t.TempDir()
	if err := makePages("../../"+source, target); err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{}
	err := filepath.WalkDir(target, func(file string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(file)
		name, _ := filepath.Rel(target, file)
		pages[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 15 {
		t.Fatalf("there are %d pages", len(pages))
	}
	for name, html := range pages {
		if strings.HasPrefix(name, "guides/") && !strings.Contains(pages["index.html"], `href="`+name+`"`) {
			t.Errorf("the list does not lead to %s", name)
		}
		if found := inline.FindString(html); found != "" {
			t.Errorf("%s has %s", name, found)
		}
		for _, found := range hrefs.FindAllStringSubmatch(html, -1) {
			if lost := follow(pages, name, found[1]); lost != "" {
				t.Errorf("%s: %s: %s", name, found[1], lost)
			}
		}
	}
}

// follow says why a page's link leads nowhere, "" for one that does not.
func follow(pages map[string]string, from, link string) string {
	file, heading, _ := strings.Cut(link, "#")
	if path, ours := strings.CutPrefix(file, repository+"/blob/main/"); ours {
		if _, err := os.Stat("../../" + path); err != nil {
			return "the repository has no such file"
		}
		return ""
	}
	to := path.Join(path.Dir(from), file)
	switch {
	case strings.Contains(file, "://"), strings.HasPrefix(to, ".."):
		return ""
	case file == "":
		to = from
	case strings.HasSuffix(file, "/"):
		to = path.Join(to, "index.html")
	}
	html, there := pages[to]
	if !there {
		return "there is no such page"
	}
	if heading != "" && !strings.Contains(html, ` id="`+heading+`"`) {
		return "the page has no such heading"
	}
	return ""
}
