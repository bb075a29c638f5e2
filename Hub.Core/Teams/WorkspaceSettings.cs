using Hub.Core.Contacts;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>What holds for a whole workspace. Vietnam's, until somebody says otherwise.</summary>
public sealed class WorkspaceSettings(HubStore store)
{
    public const string HomeLanguage = "vi";
    public const string HomeTimeZone = "Asia/Ho_Chi_Minh";

    /// <summary>Null means: as it is. The caller has checked the values.</summary>
    public Task<Workspace> Change(
        Guid workspace, string? name, string? country, string? language, string? timeZone, string actor, CancellationToken cancellation) =>
        store.Write(workspace, null, async db =>
        {
            var row = await db.Workspaces.SingleAsync(found => found.Id == workspace, cancellation);
            row.Name = name ?? row.Name;
            row.DefaultCountry = country?.ToUpperInvariant() ?? row.DefaultCountry;
            row.Language = language ?? row.Language;
            row.TimeZone = timeZone ?? row.TimeZone;
            db.Note(store, workspace, actor, "workspace.changed", workspace);
            return row;
        }, cancellation);

    public static TimeZoneInfo Zone(Workspace workspace) => TimeZoneInfo.FindSystemTimeZoneById(workspace.TimeZone ?? HomeTimeZone);

    internal static async Task<string> Country(HubDb db, Guid workspace, CancellationToken cancellation) =>
        await db.Workspaces.Where(row => row.Id == workspace).Select(row => row.DefaultCountry).FirstOrDefaultAsync(cancellation)
        ?? PhoneNumber.HomeCountry;

    internal static async Task<TimeZoneInfo> Zone(HubDb db, Guid workspace, CancellationToken cancellation) => TimeZoneInfo.FindSystemTimeZoneById(
        await db.Workspaces.Where(row => row.Id == workspace).Select(row => row.TimeZone).FirstOrDefaultAsync(cancellation) ?? HomeTimeZone);
}
