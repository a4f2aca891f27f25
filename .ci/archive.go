// Archive packs a folder so that the same content gives the same bytes:
//
//	go run .ci/archive.go TARGET FOLDER UNIX_TIME
//
// TARGET ends in .tar.gz or .zip. Every entry begins with FOLDER's own name,
// has that time and belongs to nobody; of its mode only "executable" is kept.
package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// packer adds a file's header and returns where its content goes.
type packer func(name string, mode fs.FileMode, size int64) (io.Writer, error)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 4 {
		log.Fatal("usage: go run .ci/archive.go TARGET FOLDER UNIX_TIME")
	}
	seconds, err := strconv.ParseInt(os.Args[3], 10, 64)
	if err == nil {
		err = archive(os.Args[1], os.Args[2], time.Unix(seconds, 0).UTC())
	}
	if err != nil {
		log.Fatal("archive: ", err)
	}
}

// archive makes target; one that was there is replaced.
func archive(target, folder string, at time.Time) (err error) {
	out, err := os.Create(target)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if strings.HasSuffix(target, ".zip") {
		z := zip.NewWriter(out)
		err = walk(folder, func(name string, mode fs.FileMode, _ int64) (io.Writer, error) {
			header := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at}
			header.SetMode(mode)
			return z.CreateHeader(header)
		})
		return errors.Join(err, z.Close())
	}
	g, _ := gzip.NewWriterLevel(out, gzip.BestCompression)
	t := tar.NewWriter(g)
	err = walk(folder, func(name string, mode fs.FileMode, size int64) (io.Writer, error) {
		return t, t.WriteHeader(&tar.Header{Name: name, Mode: int64(mode), Size: size, ModTime: at, Format: tar.FormatPAX})
	})
	return errors.Join(err, t.Close(), g.Close())
}

// walk packs the regular files below folder, in the order of their names.
func walk(folder string, pack packer) error {
	return filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		mode := fs.FileMode(0o644)
		if info.Mode()&0o100 != 0 {
			mode = 0o755
		}
		below, err := filepath.Rel(folder, file)
		if err != nil {
			return err
		}
		w, err := pack(path.Join(filepath.Base(folder), filepath.ToSlash(below)), mode, info.Size())
		if err != nil {
			return err
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		_, err = w.Write(content)
		return err
	})
}
