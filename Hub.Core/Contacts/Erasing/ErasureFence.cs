using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

/// <summary>Contacts that are being erased: to whoever would change or join one, it is not there any more.</summary>
internal static class ErasureFence
{
    public static IQueryable<Guid> Contacts(HubDb db, Guid workspace) =>
        db.Erasures.Where(row => row.WorkspaceId == workspace && row.Plan != null).Select(row => row.ContactId);

    /// <summary>Whether one of the contacts is being erased.</summary>
    public static Task<bool> Holds(HubDb db, Guid workspace, IReadOnlyList<Guid> contacts, CancellationToken cancellation) =>
        Contacts(db, workspace).AnyAsync(id => contacts.Contains(id), cancellation);
}
