using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Contacts;

/// <summary>After an unmerge: each contact was first and last seen when its own conversations say so, and what it knew before.</summary>
internal static class SeenTimes
{
    public static async Task Recount(
        HubDb db, Contact kept, MergedContact merge, IReadOnlyList<MergedContact> stillMerged, CancellationToken cancellation)
    {
        var memory = merge.Read();
        var others = stillMerged.Select(row => row.Read().Dropped).ToList();
        var alone = Alone(merge, memory, stillMerged);
        (kept.FirstSeenAt, kept.LastSeenAt) = (
            others.Select(row => row.FirstSeenAt).Append(alone.First).Min(), others.Select(row => row.LastSeenAt).Append(alone.Last).Max());
        await Stretch(db, kept, cancellation);
    }

    // What the kept contact knew before all merges, the earliest of them remembers; when that one goes, the next has to.
    private static (DateTimeOffset First, DateTimeOffset Last) Alone(
        MergedContact merge, MergeMemory memory, IReadOnlyList<MergedContact> stillMerged)
    {
        if (stillMerged.Count == 0)
            return (memory.KeptFirstSeenAt, memory.KeptLastSeenAt);
        var earliest = stillMerged[0].Read();
        if ((stillMerged[0].At, stillMerged[0].Id).CompareTo((merge.At, merge.Id)) < 0)
            return (earliest.KeptFirstSeenAt, earliest.KeptLastSeenAt);
        stillMerged[0].Write(earliest with { KeptFirstSeenAt = memory.KeptFirstSeenAt, KeptLastSeenAt = memory.KeptLastSeenAt });
        return (memory.KeptFirstSeenAt, memory.KeptLastSeenAt);
    }

    /// <summary>By what has happened in its conversations.</summary>
    public static async Task Stretch(HubDb db, Contact contact, CancellationToken cancellation)
    {
        var threads = await db.Conversations.AsNoTracking().Where(row => row.WorkspaceId == contact.WorkspaceId && row.ContactId == contact.Id)
            .Select(row => new { row.StartedAt, row.LastActivityAt }).ToListAsync(cancellation);
        foreach (var thread in threads)
        {
            if (thread.StartedAt < contact.FirstSeenAt)
                contact.FirstSeenAt = thread.StartedAt;
            if (thread.LastActivityAt > contact.LastSeenAt)
                contact.LastSeenAt = thread.LastActivityAt;
        }
    }
}
