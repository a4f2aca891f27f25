package main

import (
	"bytes"
	"errors"
	"html/template"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

// markdown is GitHub's Markdown. It writes no inline styles, which the relay's
// Content-Security-Policy forbids.
var markdown = goldmark.New(goldmark.WithExtensions(
	extension.Linkify, extension.Strikethrough,
	extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
))

// render makes HTML of a guide, and returns its first heading as its title. folder
// is the guides' folder, from the page's. Error: the guide has no title.
func render(source []byte, folder string) (title string, body template.HTML, err error) {
	doc := markdown.Parser().Parse(text.NewReader(source))
	anchors := anchors{}
	err = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Heading:
			words := plain(n, source)
			n.SetAttributeString("id", []byte(anchors.of(words)))
			if title == "" && n.Level == 1 {
				title = words
			}
		case *ast.Link:
			n.Destination = []byte(linkTo(folder, string(n.Destination)))
		}
		return ast.WalkContinue, nil
	})
	if err == nil && title == "" {
		err = errors.New("it has no title")
	}
	if err != nil {
		return "", "", err
	}
	var b bytes.Buffer
	err = markdown.Renderer().Render(&b, source, doc)
	return title, template.HTML(scrollable.Replace(b.String())), err
}

// scrollable lets what may be wider than a phone be scrolled by keyboard, too.
var scrollable = strings.NewReplacer(
	"<pre>", `<pre tabindex="0">`, "<table>", `<div class="scroll" tabindex="0"><table>`, "</table>", "</table></div>",
)

// plain is the text of a node, without its marks.
func plain(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Value(source))
		} else {
			b.WriteString(plain(c, source))
		}
	}
	return b.String()
}

// anchors counts how often a heading's name was taken.
type anchors map[string]int

// notInAnchor is what GitHub leaves out of the names of headings.
var notInAnchor = regexp.MustCompile(`[^\p{L}\p{N}\s_-]`)

// of is the name that GitHub gives to a heading, by which documents link to it.
func (a anchors) of(words string) string {
	name := strings.ReplaceAll(notInAnchor.ReplaceAllString(strings.ToLower(strings.TrimSpace(words)), ""), " ", "-")
	a[name]++
	if n := a[name]; n > 1 {
		return name + "-" + strconv.Itoa(n-1)
	}
	return name
}

// linkTo is where a guide's link leads: to the page of another guide, or else to
// the file in the repository.
func linkTo(folder, link string) string {
	if strings.Contains(link, "://") || strings.HasPrefix(link, "#") || strings.HasPrefix(link, "mailto:") {
		return link
	}
	name, fragment, found := strings.Cut(link, "#")
	if found {
		fragment = "#" + fragment
	}
	if path.Base(name) != name || path.Ext(name) != ".md" {
		return repository + "/blob/main/" + path.Join(source, name) + fragment
	}
	if name == "README.md" {
		return "../" + fragment
	}
	return folder + strings.TrimSuffix(name, ".md") + ".html" + fragment
}
