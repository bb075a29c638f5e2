using System.Security.Cryptography;
using System.Text;
using Hub.Core.Signals.Keywords;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Hub.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace Hub.Core.Signals;

/// <summary>Imports keyword lists, version by version, and says which one is active.</summary>
public sealed class KeywordLists(HubStore store)
{
    /// <returns>Null when the workspace has a list of that name already.</returns>
    public Task<KeywordList?> Create(Guid workspace, string name, string language, string actor, CancellationToken cancellation) =>
        store.Write<KeywordList?>(workspace, null, async db =>
        {
            if (await db.KeywordLists.AnyAsync(row => row.WorkspaceId == workspace && row.Name == name, cancellation))
                return null;
            var list = new KeywordList { WorkspaceId = workspace, Id = store.Ids.Next(), Name = name, Language = language };
            db.KeywordLists.Add(list);
            db.Note(store, workspace, actor, "keyword_list.created", list.Id);
            return list;
        }, cancellation);

    /// <summary>Adds a version of the rows that are sound. Which were not, the file's problems say.</summary>
    /// <param name="source"><c>file</c> or <c>api</c>.</param>
    /// <returns>Null when the workspace has no such list.</returns>
    public Task<KeywordListVersion?> Import(
        Guid workspace, Guid listId, IReadOnlyList<KeywordRow> rows, string source, bool activate, string actor, CancellationToken cancellation) =>
        store.Write<KeywordListVersion?>(workspace, null, async db =>
        {
            var list = await db.KeywordLists.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == listId, cancellation);
            if (list is null)
                return null;
            var entries = Entries(list, rows);
            var version = new KeywordListVersion
            {
                WorkspaceId = workspace,
                ListId = listId,
                Version = 1 + (await db.KeywordListVersions.Where(row => row.WorkspaceId == workspace && row.ListId == listId)
                    .MaxAsync(row => (int?)row.Version, cancellation) ?? 0),
                CreatedAt = store.Now,
                Source = source,
                Count = entries.Count,
            };
            foreach (var entry in entries)
                entry.Version = version.Version;
            db.KeywordListVersions.Add(version);
            db.KeywordEntries.AddRange(entries);
            if (activate)
                list.ActiveVersion = version.Version;
            db.Note(store, workspace, actor, activate ? "keyword_list.imported_and_activated" : "keyword_list.imported", listId);
            return version;
        }, cancellation);

    /// <param name="version">0 to switch the list off.</param>
    /// <returns>False when there is no such list or version.</returns>
    public Task<bool> Activate(Guid workspace, Guid listId, int version, string actor, CancellationToken cancellation) =>
        store.Write(workspace, null, async db =>
        {
            var list = await db.KeywordLists.FirstOrDefaultAsync(row => row.WorkspaceId == workspace && row.Id == listId, cancellation);
            var known = version == 0 || await db.KeywordListVersions.AnyAsync(
                row => row.WorkspaceId == workspace && row.ListId == listId && row.Version == version, cancellation);
            if (list is null || !known)
                return false;
            list.ActiveVersion = version;
            db.Note(store, workspace, actor, "keyword_list.activated", listId);
            return true;
        }, cancellation);

    /// <summary>The same keyword of a list keeps its id in every version, and so its signals stay one.</summary>
    public static Guid KeywordId(Guid listId, string term, MatchMode mode, AccentMode accents)
    {
        var identity = accents == AccentMode.Folded ? TextFold.Fold(term) : term.ToLowerInvariant();
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{listId:N}\n{identity}\n{mode}\n{accents}"));
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F)); // RFC 9562 version 8: made of a name, by a scheme of our own
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    // A file may hold several languages; a list takes its own, and what names none.
    private static List<KeywordEntry> Entries(KeywordList list, IReadOnlyList<KeywordRow> rows) =>
    [
        .. rows.Where(row => row.Language is null || list.Language == "*" || row.Language == list.Language)
            .Select(row => new KeywordEntry
            {
                WorkspaceId = list.WorkspaceId,
                ListId = list.Id,
                KeywordId = KeywordId(list.Id, row.Term, row.Mode, row.Accents),
                Term = row.Term,
                Mode = row.Mode.ToString(),
                Accents = row.Accents.ToString(),
            }).DistinctBy(entry => entry.KeywordId),
    ];
}
