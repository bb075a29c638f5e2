namespace Hub.Benchmarks.Support;

static class Repository
{
    static readonly string Root = Find();

    /// <summary>The hub of the same build, as it is deployed.</summary>
    public static string HubProgram { get; } = Path.Combine(Root, "Hub.Api", "bin", "Release", "net10.0", "Hub.Api.dll");

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Hub.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The benchmarks run from a checkout of the repository.");
    }
}
