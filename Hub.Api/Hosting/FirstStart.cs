using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Hosting;

/// <summary>
/// Gives an empty hub a workspace, an owner's key and an owner, who signs in by a link. Both are shown here, once, and never logged. The
/// link is made anew at each start until somebody has used one.
/// </summary>
internal static class FirstStart
{
    private const int ShortestKey = 32;

    /// <exception cref="StartRefused">The bootstrap key or owner cannot be used.</exception>
    public static async Task Run(HubStore store, HubOptions options, TextWriter console)
    {
        var given = Given(options);
        var key = given ?? ApiKeys.NewKey();
        var made = await store.Write(null, null, db => Prepare(db, store, options, key, given is not null), CancellationToken.None);
        if (made.IsNew && given is null)
            await ShowKey(console, key);
        if (made.SignInToken is { } token && given is null)
            await ShowLink(console, Link(options, token));
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

    private static string Link(HubOptions options, string token) =>
        new Uri(options.PublicUrl ?? new Uri("http://localhost:5080"), $"/sign-in?token={token}").ToString();

    private static Task ShowKey(TextWriter console, string key) => console.WriteLineAsync(
        $"""

          This is a new hub. Its owner's API key, shown only now:

              {key}

          Keep it like a password. Try: curl -H "Authorization: Bearer {key[..9]}..." http://localhost:5080/api/v1/connectors

          Đây là hub mới. Khóa API của chủ sở hữu ở trên chỉ hiện một lần; hãy cất giữ như mật khẩu.

        """);

    private static Task ShowLink(TextWriter console, string link) => console.WriteLineAsync(
        $"""

          Sign in as the owner with this link. It works once, within 24 hours; then set a password.

              {link}

          Đăng nhập với vai trò chủ sở hữu bằng liên kết trên. Liên kết chỉ dùng được một lần trong 24 giờ; sau đó hãy đặt mật khẩu.

        """);

    private sealed record Made(bool IsNew, string? SignInToken);
}
