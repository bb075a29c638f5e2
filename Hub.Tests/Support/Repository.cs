namespace Hub.Tests.Support;

/// <summary>Files of the repository that tests are run from.</summary>
internal static class Repository
{
    /// <summary>The folder of Hub.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Hub.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Hub.sln above the tests.");
        return folder.FullName;
    }
}
