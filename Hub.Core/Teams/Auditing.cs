using Hub.Core.Storage;

namespace Hub.Core.Teams;

public static class Auditing
{
    /// <summary>Adds an entry to the transaction of what it tells about.</summary>
    public static void Note(this HubDb db, HubStore store, Guid workspace, string actor, string action, Guid subject, string? reason = null) =>
        db.Audit.Add(new AuditEntry
        {
            WorkspaceId = workspace,
            Id = store.Ids.Next(),
            At = store.Now,
            Actor = actor,
            Action = action,
            Subject = subject.ToString("N"),
            Reason = reason,
        });
}
