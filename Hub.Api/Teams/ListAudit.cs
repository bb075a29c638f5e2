using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

/// <summary>Who changed what, the newest first.</summary>
internal static class ListAudit
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/audit", Handle).Needs(Permissions.AuditRead).WithName("ListAudit");

    /// <param name="actor">The id of a member or a key.</param>
    /// <param name="action">A whole action, or the kind of thing before its dot: <c>member</c>.</param>
    private static async Task<Results<Ok<Page<AuditEntryResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, Guid? actor, string? action, HubStore store, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var (asMember, asKey) = ($"member:{actor:N}", $"key:{actor:N}");
        var prefix = $"{action}.";
        return TypedResults.Ok(await store.Read(workspace, async db =>
        {
            var rows = await db.Audit
                .Where(row => row.WorkspaceId == workspace && (after == null || row.Id.CompareTo(after.Value.Id) < 0))
                .Where(row => actor == null || row.Actor == asMember || row.Actor == asKey)
                .Where(row => action == null || row.Action == action || row.Action.StartsWith(prefix))
                .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation);
            var names = await Names(db, workspace, rows, cancellation);
            return Pages.Of(rows, page.Size, row => new Cursor(row.At, row.Id), row => Of(row, names));
        }));
    }

    private static async Task<Dictionary<Guid, string>> Names(HubDb db, Guid workspace, List<AuditEntry> rows, CancellationToken cancellation)
    {
        var ids = rows.Select(row => ActorOf(row).Id).Distinct().ToList();
        var members = await db.Members.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
        var keys = await db.ApiKeys.Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id))
            .Select(row => new { row.Id, row.Name }).ToListAsync(cancellation);
        return members.Concat(keys).ToDictionary(row => row.Id, row => row.Name);
    }

    private static AuditEntryResponse Of(AuditEntry row, Dictionary<Guid, string> names)
    {
        var (kind, id) = ActorOf(row);
        return new AuditEntryResponse(
            row.Id, row.At, new AuditActor(kind, id, names.GetValueOrDefault(id)), row.Action,
            new AuditSubject(AuditActions.SubjectOf(row.Action), Guid.TryParse(row.Subject, out var subject) && subject != Guid.Empty ? subject : null), row.Reason);
    }

    private static (CallerKind Kind, Guid Id) ActorOf(AuditEntry row)
    {
        var parts = row.Actor.Split(':');
        return (parts[0] == "member" ? CallerKind.Member : CallerKind.ApiKey, parts.Length > 1 && Guid.TryParse(parts[1], out var id) ? id : Guid.Empty);
    }
}

/// <param name="Action">Such as <c>member.role_changed</c>.</param>
/// <param name="Reason">What the person gave for a reason, where they were asked for one.</param>
public sealed record AuditEntryResponse(Guid Id, DateTimeOffset At, AuditActor Actor, string Action, AuditSubject Subject, string? Reason);

/// <param name="Name">The member's or the key's, as it is now; null for what the hub did itself.</param>
public sealed record AuditActor(CallerKind Kind, Guid Id, string? Name);

/// <param name="Kind">Such as <c>member</c> or <c>connection</c>.</param>
/// <param name="Id">Null where nothing has come to be, such as a grant that was refused.</param>
public sealed record AuditSubject(string Kind, Guid? Id);
