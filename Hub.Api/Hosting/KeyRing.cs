using System.Security.Cryptography;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>The keys that encrypt secrets at rest: files beside the data, for this user's eyes only.</summary>
internal static class KeyRing
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void Add(IServiceCollection services, HubOptions options) => services
        .AddDataProtection()
        .SetApplicationName("hub")
        .PersistKeysToFileSystem(Folder(options));

    /// <summary>A ring that is not the database's own would only show when the first secret is needed, so it is tried at the start.</summary>
    /// <exception cref="StartRefused">The database's secrets were encrypted with other keys.</exception>
    public static async Task Check(HubStore store, ConnectionVault vault, HubOptions options)
    {
        var connection = await store.Read(null, db => db.Connections.OrderBy(row => row.Id).FirstOrDefaultAsync());
        if (connection is null)
            return;
        try
        {
            vault.Unlock(connection);
        }
        catch (CryptographicException error)
        {
            throw new StartRefused(
                $"The keys in {Folder(options).FullName} are not those that this database's secrets were encrypted with. "
                + "Put back the key files that belong to it, or set Hub__DataDirectory to where they are.", error);
        }
    }

    // The framework writes each key file for its owner only; the folder is closed as well.
    private static DirectoryInfo Folder(HubOptions options)
    {
        var path = Path.GetFullPath(Path.Combine(options.DataDirectory, "keys"));
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
    }
}
