/* Stands between a program and the disk (LD_PRELOAD): notes every write, truncation, deletion and
 * fsync of *.sqlite and *.sqlite-wal, in order, into BENEATH_LOG; sleeps BENEATH_MICROSECONDS in
 * each fsync. A note: kind, file (0 database, 1 WAL), size, offset, seconds (CLOCK_MONOTONIC), pid,
 * content. Notes of all processes go into one file, each with one appending write. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct __attribute__((packed)) head {
    char kind; uint8_t file; uint16_t pad; uint32_t size; uint64_t offset; double at; uint32_t pid;
};

static int kind_of(const char *path) {
    size_t n = strlen(path);
    if (n > 7 && !strcmp(path + n - 7, ".sqlite") && !strstr(path, "jobs")) return 0;
    if (n > 11 && !strcmp(path + n - 11, ".sqlite-wal") && !strstr(path, "jobs")) return 1;
    return -1;
}

static int file_of(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, path, sizeof path - 1);
    if (n <= 0) return -1;
    path[n] = 0;
    return kind_of(path);
}

static void note(char kind, int file, uint64_t offset, const void *content, size_t size) {
    static __thread int log = -2;
    const char *path = getenv("BENEATH_LOG");
    if (!path || file < 0) return;
    if (log == -2) log = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct head head = {kind, (uint8_t)file, 0, (uint32_t)size, offset,
                        now.tv_sec + now.tv_nsec / 1e9, (uint32_t)getpid()};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)content, size}};
    if (writev(log, parts, size ? 2 : 1) < 0) abort();
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int fd, const void *from, size_t size, off64_t at) {
    REAL(pwrite64);
    ssize_t done = real(fd, from, size, at);
    if (done > 0) note('W', file_of(fd), (uint64_t)at, from, (size_t)done);
    return done;
}

ssize_t pwrite(int fd, const void *from, size_t size, off_t at) {
    REAL(pwrite);
    ssize_t done = real(fd, from, size, at);
    if (done > 0) note('W', file_of(fd), (uint64_t)at, from, (size_t)done);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    int done = real(fd, size);
    if (!done) note('T', file_of(fd), (uint64_t)size, 0, 0);
    return done;
}

int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    int done = real(fd, size);
    if (!done) note('T', file_of(fd), (uint64_t)size, 0, 0);
    return done;
}

int unlink(const char *path) {
    REAL(unlink);
    int done = real(path);
    if (!done) note('U', kind_of(path), 0, 0, 0);
    return done;
}

static void slowly(void) {
    const char *wait = getenv("BENEATH_MICROSECONDS");
    if (wait) usleep((useconds_t)atoi(wait));
}

int fsync(int fd) {
    REAL(fsync);
    int file = file_of(fd);
    note('B', file, 0, 0, 0);
    slowly();
    int done = real(fd);
    if (!done) note('F', file, 0, 0, 0);
    return done;
}

int fdatasync(int fd) {
    REAL(fdatasync);
    int file = file_of(fd);
    note('B', file, 0, 0, 0);
    slowly();
    int done = real(fd);
    if (!done) note('F', file, 0, 0, 0);
    return done;
}
