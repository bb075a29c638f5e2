using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hub.Benchmarks.Support;

static class Repository
{
    public static readonly string Root = Find();
    static readonly string Published = Path.Combine(Root, "Hub.Benchmarks", "bin", "hub");

    /// <summary>The hub as it is deployed: published, compiled ahead.</summary>
    public static string HubProgram { get; } = Path.Combine(Published, "Hub.Api.dll");

    /// <exception cref="InvalidOperationException">It cannot be built.</exception>
    public static async Task Publish()
    {
        using var publishing = Process.Start(new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Root, "Hub.Api"), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "false",
            "-o", Published, "-v", "q", "--nologo",
        ]))!;
        await publishing.WaitForExitAsync();
        if (publishing.ExitCode != 0)
            throw new InvalidOperationException("The hub could not be published; the lines above say why.");
    }

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Hub.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The benchmarks run from a checkout of the repository.");
    }
}
