using System.Diagnostics;

namespace IndhCoops.Databases;

/// <summary>
/// A folder on a small disk of its own, in memory, which a test may fill to the last byte. Making one takes the right to mount, which not
/// every machine gives.
/// </summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    private SmallDisk(string folder) => (Folder, _ballast) = (folder, Path.Combine(folder, "ballast"));

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts one; null where this process may not.</summary>
    public static SmallDisk? TryMount(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("indhcoops-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "none", folder))
        {
            return new SmallDisk(folder);
        }

        Directory.Delete(folder);
        return null;
    }

    /// <summary>Gives it to the user that PostgreSQL runs as.</summary>
    public SmallDisk GiveToPostgres()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres", Folder);
        }

        return this;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(_ballast, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
        for (var length = 1024 * 1024; length > 0; length /= 16)
        {
            var piece = new byte[length];
            try
            {
                while (true)
                {
                    ballast.Write(piece);
                }
            }
            catch (IOException)
            {
                // A smaller piece may still fit.
            }
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Empty() => File.Delete(_ballast);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Also where somebody still has a file on it open.
        Run("umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
