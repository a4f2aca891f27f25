//go:build !js

package cli

import (
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core/fault"
)

// openWeb returns the built page and JS package: those in dir if it is named,
// else those in `web` beside this binary or in ./build/web. It returns nil
// where there are none, as a relay needs no page.
func openWeb(dir string) (fs.FS, error) {
	if dir != "" {
		if !isDir(dir) {
			return nil, fault.Errorf(fault.BadRequest, "--web %s is not a folder", dir)
		}
		return rootFS(dir)
	}
	candidates := []string{filepath.Join("build", "web")}
	if exe, err := os.Executable(); err == nil {
		candidates = append([]string{filepath.Join(filepath.Dir(exe), "web")}, candidates...)
	}
	for _, c := range candidates {
		if isDir(c) {
			return rootFS(c)
		}
	}
	return nil, nil
}

// rootFS is dir as a file system that symbolic links cannot lead out of.
func rootFS(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return root.FS(), nil
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// noPage answers at / where no page was built.
func noPage(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Write([]byte("This is an amora relay. Its demo page is not built here: run ./build.sh demo, or name one with --web DIR.\n"))
}
