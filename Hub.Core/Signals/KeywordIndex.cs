using System.Collections.Concurrent;
using Hub.Core.Storage;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>The matcher of a workspace's active keyword lists, rebuilt when one of them has a new version.</summary>
public sealed class KeywordIndex
{
    private readonly ConcurrentDictionary<Guid, Built> _built = new();

    /// <returns>Null when the workspace has no keywords.</returns>
    public async Task<KeywordMatcher?> Find(HubDb db, Guid workspace, CancellationToken cancellation)
    {
        var lists = await db.KeywordLists.AsNoTracking()
            .Where(row => row.WorkspaceId == workspace && row.ActiveVersion > 0)
            .OrderBy(row => row.Id).Select(row => new { row.Id, row.ActiveVersion }).ToListAsync(cancellation);
        if (lists.Count == 0)
            return null;
        var stamp = string.Join(' ', lists.Select(list => $"{list.Id:N}.{list.ActiveVersion}"));
        if (_built.TryGetValue(workspace, out var built) && built.Stamp == stamp)
            return built.Matcher;
        var entries = await db.KeywordEntries.AsNoTracking()
            .Where(entry => entry.WorkspaceId == workspace
                && db.KeywordLists.Any(list => list.WorkspaceId == workspace && list.Id == entry.ListId && list.ActiveVersion == entry.Version))
            .ToListAsync(cancellation);
        var matcher = KeywordMatcher.Create(entries.Select(Keyword).OfType<Keyword>(), Teencode.Default).Matcher;
        _built[workspace] = new Built(stamp, matcher);
        return matcher;
    }

    // A newer version may match in ways that this one has not: then it is not matched here.
    private static Keyword? Keyword(KeywordEntry entry) =>
        EnumNames.Find<MatchMode>(entry.Mode) is { } mode && EnumNames.Find<AccentMode>(entry.Accents) is { } accents
            ? new Keyword(entry.KeywordId, entry.Term, mode, accents, Teencode: true)
            : null;

    private sealed record Built(string Stamp, KeywordMatcher Matcher);
}
