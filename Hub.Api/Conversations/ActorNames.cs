using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Conversations;

/// <summary>Who did something, by name, as the audit log has it.</summary>
internal static class ActorNames
{
    /// <returns>By actor, as entries keep it: the names of members and of API keys, disabled and revoked ones too. What is neither, such as a word, has none.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> Of(
        HubDb db, Guid workspace, IEnumerable<string> actors, CancellationToken cancellation)
    {
        var read = actors.Distinct().Select(actor => (Actor: actor, ActorResponse.Of(actor).Kind, ActorResponse.Of(actor).Id)).ToList();
        var members = Ids(ActorKind.Member);
        var keys = Ids(ActorKind.ApiKey);
        var names = new Dictionary<Guid, string>();
        if (members.Count > 0)
            foreach (var row in await db.Members.Where(row => row.WorkspaceId == workspace && members.Contains(row.Id))
                .Select(row => new { row.Id, row.Name }).ToListAsync(cancellation))
                names[row.Id] = row.Name;
        if (keys.Count > 0)
            foreach (var row in await db.ApiKeys.Where(row => row.WorkspaceId == workspace && keys.Contains(row.Id))
                .Select(row => new { row.Id, row.Name }).ToListAsync(cancellation))
                names[row.Id] = row.Name;
        return read.Where(one => one.Id is { } id && names.ContainsKey(id)).ToDictionary(one => one.Actor, one => names[one.Id!.Value]);

        List<Guid> Ids(ActorKind kind) => [.. read.Where(one => one.Kind == kind).Select(one => one.Id).OfType<Guid>()];
    }

    /// <returns>Of one: without a name, as entries keep it.</returns>
    public static async Task<string> Of(HubDb db, Guid workspace, string actor, CancellationToken cancellation) =>
        (await Of(db, workspace, [actor], cancellation)).GetValueOrDefault(actor, actor);
}
