using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts.Erasing;

internal static class ErasureFence
{
    /// <summary>Whether one of the contacts is being erased: to whoever would change or join it, it is not there any more.</summary>
    public static Task<bool> Holds(HubDb db, Guid workspace, IReadOnlyList<Guid> contacts, CancellationToken cancellation) => db.Erasures.AnyAsync(
        row => row.WorkspaceId == workspace && row.Plan != null && contacts.Contains(row.ContactId), cancellation);
}
