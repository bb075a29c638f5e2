using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>
/// Gives an empty hub a workspace, an owner's key and an owner, who signs in by a link. Both are shown, once, and never logged. The link is
/// made anew at each start until somebody has used one.
/// </summary>
internal static class FirstStart
{
    private const int ShortestKey = 32;

    /// <exception cref="StartRefused">The bootstrap key or owner cannot be used.</exception>
    public static async Task<FirstStartNews> Run(HubStore store, HubOptions options)
    {
        var given = Given(options);
        var key = given ?? ApiKeys.NewKey();
        var made = await store.Write(null, null, db => Prepare(db, store, options, key, given is not null), CancellationToken.None);
        return given is null ? new FirstStartNews(made.IsNew ? key : null, made.SignInToken) : new FirstStartNews(null, null);
    }

    private static string? Given(HubOptions options)
    {
        BootstrapOwner.Check(options);
        if (string.IsNullOrEmpty(options.BootstrapApiKey))
            return null;
        return options.BootstrapApiKey.Length >= ShortestKey && options.BootstrapApiKey.StartsWith(ApiKeys.KeyPrefix, StringComparison.Ordinal)
            ? options.BootstrapApiKey
            : throw new StartRefused($"Hub__BootstrapApiKey must start with {ApiKeys.KeyPrefix} and have at least {ShortestKey} characters.");
    }

    private static async Task<Made> Prepare(HubDb db, HubStore store, HubOptions options, string key, bool given)
    {
        var workspace = await db.Workspaces.OrderBy(row => row.Id).FirstOrDefaultAsync();
        var isNew = workspace is null;
        if (workspace is null)
            db.Workspaces.Add(workspace = new Workspace { Id = store.Ids.Next(), Name = "Default", CreatedAt = store.Now });
        var hash = ApiKeys.Hash(key);
        if ((isNew || given) && !await db.ApiKeys.AnyAsync(row => row.Hash == hash))
            db.ApiKeys.Add(ApiKeys.Row(store, workspace.Id, "Owner", key, [Permissions.All]));
        return new Made(isNew, await BootstrapOwner.Prepare(db, store, options, workspace.Id));
    }

    private sealed record Made(bool IsNew, string? SignInToken);
}
