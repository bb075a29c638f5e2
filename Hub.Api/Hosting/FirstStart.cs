using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>Gives an empty hub a workspace and an owner's key. The key is shown once, here, and never logged.</summary>
internal static class FirstStart
{
    private const int ShortestKey = 32;

    /// <exception cref="StartRefused">The bootstrap key cannot be used.</exception>
    public static async Task Run(HubStore store, HubOptions options, TextWriter console)
    {
        var given = string.IsNullOrEmpty(options.BootstrapApiKey) ? null : options.BootstrapApiKey;
        if (given is not null && (given.Length < ShortestKey || !given.StartsWith(ApiKeys.KeyPrefix, StringComparison.Ordinal)))
            throw new StartRefused($"Hub__BootstrapApiKey must start with {ApiKeys.KeyPrefix} and have at least {ShortestKey} characters.");
        var key = given ?? ApiKeys.NewKey();
        var isNew = await store.Write(null, null, db => Prepare(db, store, key, given is not null), CancellationToken.None);
        if (isNew && given is null)
            await Show(console, key);
    }

    private static async Task<bool> Prepare(HubDb db, HubStore store, string key, bool given)
    {
        var workspace = await db.Workspaces.OrderBy(row => row.Id).FirstOrDefaultAsync();
        var isNew = workspace is null;
        if (workspace is null)
            db.Workspaces.Add(workspace = new Workspace { Id = store.Ids.Next(), Name = "Default", CreatedAt = store.Now });
        var hash = ApiKeys.Hash(key);
        if ((isNew || given) && !await db.ApiKeys.AnyAsync(row => row.Hash == hash))
            db.ApiKeys.Add(ApiKeys.Row(store, workspace.Id, "Owner", key, [Permissions.All]));
        return isNew;
    }

    private static Task Show(TextWriter console, string key) => console.WriteLineAsync(
        $"""

          This is a new hub. Its owner's API key, shown only now:

              {key}

          Keep it like a password. Try: curl -H "Authorization: Bearer {key[..9]}..." http://localhost:5080/api/v1/connectors

          Đây là hub mới. Khóa API của chủ sở hữu ở trên chỉ hiện một lần; hãy cất giữ như mật khẩu.

        """);
}
