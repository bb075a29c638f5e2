using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Teams;

/// <summary>Members as other features need them: who stands behind an id, and whether they can take work.</summary>
public sealed class MemberDirectory(HubStore store)
{
    /// <summary>Names by id; of members of this workspace only, disabled ones too.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Names(Guid workspace, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? new Dictionary<Guid, string>() : await store.Read(workspace, db => db.Members
            .Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Name, cancellation));

    /// <returns>Those of these who are members here and not disabled.</returns>
    public async Task<IReadOnlySet<Guid>> Present(Guid workspace, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await store.Read(workspace, db => db.Members
            .Where(row => row.WorkspaceId == workspace && ids.Contains(row.Id) && row.State != MemberState.Disabled)
            .Select(row => row.Id).ToListAsync(cancellation))).ToHashSet();
}
