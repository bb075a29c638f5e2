using System.Security.Cryptography;
using System.Xml.Linq;
using Hub.Core.Connections;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>
/// The keys that encrypt secrets at rest: files beside the data and outside the database, for this user's eyes only. Whoever gets hold of
/// a dump of the database alone reads no token.
/// </summary>
internal sealed class KeyRing(HubStore store, IDataProtectionProvider protection, ConnectionVault vault, HubOptions options)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const string Song = "canary";
    private readonly IDataProtector _canary = protection.CreateProtector("Hub.Secrets", "canary");

    /// <param name="isLook">Keys are read and none is made, nor their folder: of a command that looks at what there is.</param>
    public static void Add(IServiceCollection services, HubOptions options, bool isLook)
    {
        var ring = services.AddDataProtection().SetApplicationName("hub");
        services.AddSingleton<KeyRing>();
        if (!isLook)
            ring.PersistKeysToFileSystem(Folder(options));
        else if (Directory.Exists(FolderName(options)))
            ring.DisableAutomaticKeyGeneration().PersistKeysToFileSystem(new DirectoryInfo(FolderName(options)));
        else
            ring.DisableAutomaticKeyGeneration().AddKeyManagementOptions(management => management.XmlRepository = new NoKeys());
    }

    /// <summary>A ring that is not the database's own would only show when the first secret is needed, so it is tried at the start.</summary>
    /// <exception cref="StartRefused">The database's secrets were encrypted with other keys.</exception>
    public async Task Check()
    {
        if (!await IsTheDatabases())
            throw new StartRefused(
                $"The keys in {FolderName(options)} are not those that this database's secrets were encrypted with. "
                + "Put back the key files that belong to it, or set Hub__DataDirectory to where they are.");
    }

    /// <summary>Leaves a canary in a database that has none, for later starts and other nodes to read.</summary>
    public Task Mark() => store.Write(null, null, async db =>
    {
        foreach (var workspace in await db.Workspaces.Where(row => row.Canary == null).ToListAsync())
            workspace.Canary = _canary.Protect(Song);
    }, CancellationToken.None);

    public async Task<bool> IsTheDatabases()
    {
        var marked = await store.Read(null, db => db.Workspaces.Where(row => row.Canary != null).OrderBy(row => row.Id).FirstOrDefaultAsync());
        var connection = await store.Read(null, db => db.Connections.OrderBy(row => row.Id).FirstOrDefaultAsync());
        return CanRead(marked, connection);
    }

    private bool CanRead(Workspace? marked, Connection? connection)
    {
        try
        {
            if (connection is not null)
                vault.Unlock(connection);
            return marked is null || _canary.Unprotect(marked.Canary!) == Song;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // The framework writes each key file for its owner only; the folder is closed as well.
    private static DirectoryInfo Folder(HubOptions options)
    {
        var path = FolderName(options);
        return OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, OwnerOnly);
    }

    private static string FolderName(HubOptions options) => Path.GetFullPath(Path.Combine(options.DataDirectory, "keys"));

    private sealed class NoKeys : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [];

        public void StoreElement(XElement element, string friendlyName) => throw new InvalidOperationException("Who only looks makes no key.");
    }
}
