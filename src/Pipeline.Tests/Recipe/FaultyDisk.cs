using System.Diagnostics;

namespace Pipeline.Tests.Recipe;

/// <summary>
/// A library between the program and the C library (LD_PRELOAD) that stands for a file system of another temper: one that does not rename over a file,
/// or a machine that dies at the n-th change of the disk. Made on the spot by the C compiler; without one the tests that need it are skipped.
/// </summary>
internal static class FaultyDisk
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <fcntl.h>
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <sys/stat.h>
        #include <sys/types.h>
        #include <unistd.h>

        #define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

        static long changes;

        static void changing(void) {
            const char *fatal = getenv("FAULTY_DISK_DIES_AT");
            if (__sync_add_and_fetch(&changes, 1) == (fatal ? atol(fatal) : 0)) kill(getpid(), SIGKILL);
        }

        __attribute__((destructor)) static void count(void) {
            const char *path = getenv("FAULTY_DISK_COUNTS_IN");
            FILE *file = path ? fopen(path, "w") : 0;
            if (file) { fprintf(file, "%ld", changes); fclose(file); }
        }

        int rename(const char *from, const char *to) {
            changing();
            if (getenv("FAULTY_DISK_KEEPS_NAMES") && access(to, F_OK) == 0) { errno = EEXIST; return -1; }
            return REAL(rename)(from, to);
        }
        int fsync(int file) { changing(); return REAL(fsync)(file); }
        int unlink(const char *path) { changing(); return REAL(unlink)(path); }
        int rmdir(const char *path) { changing(); return REAL(rmdir)(path); }
        int mkdir(const char *path, mode_t mode) { changing(); return REAL(mkdir)(path, mode); }
        ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) { changing(); return REAL(pwrite64)(file, bytes, count, at); }

        """;

    private static readonly Lazy<string?> Library = new(Compile);

    /// <summary>Variables for a process whose disk refuses to rename over a file that is there.</summary>
    public static Dictionary<string, string?> KeepsNames() => Preload("FAULTY_DISK_KEEPS_NAMES", "1");

    /// <summary>Variables for a process that is killed instead of making the n-th change.</summary>
    public static Dictionary<string, string?> DiesAt(int change) => Preload("FAULTY_DISK_DIES_AT", $"{change}");

    /// <summary>Variables for a process that writes the number of its changes into a file.</summary>
    public static Dictionary<string, string?> CountsIn(string path) => Preload("FAULTY_DISK_COUNTS_IN", path);

    private static Dictionary<string, string?> Preload(string name, string value)
    {
        Assert.SkipWhen(Library.Value is null, "there is no C compiler for a disk that misbehaves");
        return new() { ["LD_PRELOAD"] = Library.Value, [name] = value };
    }

    private static string? Compile()
    {
        string folder = Directory.CreateTempSubdirectory("pipeline-test-disk-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        File.WriteAllText(Path.Combine(folder, "disk.c"), Source);
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("cc", ["-shared", "-fPIC", "-O1", "-o", "disk.so", "disk.c", "-ldl"]) { WorkingDirectory = folder, RedirectStandardError = true })!;
            compiler.WaitForExit();
            return compiler.ExitCode == 0 ? Path.Combine(folder, "disk.so") : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
