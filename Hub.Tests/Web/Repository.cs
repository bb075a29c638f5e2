namespace Hub.Tests.Web;

/// <summary>Files of the repository that tests are run from.</summary>
internal static class Repository
{
    /// <returns>Null when it is not there, as where only binaries are.</returns>
    public static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Hub.sln")))
                return File.Exists(Path.Combine(folder.FullName, path)) ? Path.Combine(folder.FullName, path) : null;
        return null;
    }
}
