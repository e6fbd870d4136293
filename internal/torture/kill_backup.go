package torture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// killBackup kills a backup, or the server that sends it. A file that is there is whole, and of a state that was.
func (b *bench) killBackup(ctx context.Context, r *killRound) error {
	s, err := b.serve(ctx, r.dir)
	if err != nil {
		return err
	}
	folder := filepath.Dir(r.dir)
	file := filepath.Join(folder, "backup")
	_ = os.Remove(file)
	cmd := b.backing(ctx, s, file)
	work := r.work(ctx, s)
	if err := cmd.Start(); err != nil {
		return err
	}
	both := r.moment.IntN(2) == 0
	strike := time.AfterFunc(r.delay(), func() {
		if both {
			_ = cmd.Process.Kill()
		}
		s.kill()
	})
	ended := cmd.Wait()
	<-s.done
	strike.Stop()
	if err := work(); err != nil {
		return err
	}
	if err := r.look(ctx, b); err != nil {
		return err
	}
	if _, err := os.Stat(file); err != nil {
		if ended == nil {
			return errors.New("dyad backup says that it is done, and there is no file")
		}
		return nil
	}
	r.backups.Add(1)
	return b.restored(ctx, r.world, folder, file)
}

// backing makes a command ready that backs a server up.
func (b *bench) backing(ctx context.Context, s *server, file string, more ...string) *exec.Cmd {
	cmd := b.command(ctx, nil, append([]string{"backup", "--server", "http://" + s.addr, "-o", file}, more...)...)
	cmd.Env = append(os.Environ(), "DYAD_TOKEN="+b.token)
	return cmd
}

// restored restores backups into a folder of its own, and expects a state that was.
func (b *bench) restored(ctx context.Context, w *world, folder string, files ...string) error {
	dir := filepath.Join(folder, "restored")
	defer os.RemoveAll(dir)
	if o := b.run(ctx, append([]string{"restore", "--data", dir}, files...)...); o.code != 0 {
		return fmt.Errorf("dyad restore: %s", o)
	}
	f, o, err := b.open(ctx, dir)
	if err != nil || f == nil {
		return unreadable("what was restored can't be read", o, err)
	}
	if err := w.judge(f.last, f.at(f.last)); err != nil {
		return fmt.Errorf("what was restored: %w", err)
	}
	return b.verify(ctx, dir)
}

// killRestore kills a restoring, and has it done again where the other was.
func (b *bench) killRestore(ctx context.Context, r *killRound) error {
	if err := b.load(ctx, r.dir, r.world, r.large()); err != nil {
		return err
	}
	folder := filepath.Dir(r.dir)
	file, dir := filepath.Join(folder, "backup"), filepath.Join(folder, "again")
	if o := b.run(ctx, "backup", "--data", r.dir, "-o", file); o.code != 0 {
		return fmt.Errorf("dyad backup: %s", o)
	}
	defer os.RemoveAll(dir)
	cmd := b.command(ctx, nil, "restore", file, "--data", dir)
	if err := cmd.Start(); err != nil {
		return err
	}
	strike := time.AfterFunc(r.delay(), func() { _ = cmd.Process.Kill() })
	ended := cmd.Wait()
	strike.Stop()
	if ended != nil {
		if o := b.run(ctx, "restore", file, "--data", dir); o.code != 0 && !(o.code == 4 && holds(ctx, b, dir, r.world)) {
			return fmt.Errorf("dyad restore, once one was killed: %s", o)
		}
		r.underway.Add(1)
	}
	r.backups.Add(1)
	f, o, err := b.open(ctx, dir)
	if err != nil || f == nil {
		return unreadable("what was restored can't be read", o, err)
	}
	if acked, _ := r.last(); f.last != acked {
		return fmt.Errorf("transaction %d is the last of what was restored, and %d of the backup", f.last, acked)
	}
	if err := r.judge(f.last, f.at(f.last)); err != nil {
		return err
	}
	return b.verify(ctx, dir)
}

// holds reports whether a directory has all of a world: the killed process had just made it count.
func holds(ctx context.Context, b *bench, dir string, w *world) bool {
	f, _, err := b.open(ctx, dir)
	acked, _ := w.last()
	return err == nil && f != nil && f.last == acked
}
