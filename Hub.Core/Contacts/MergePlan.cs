using Hub.Core.Sync;

namespace Hub.Core.Contacts;

/// <summary>
/// What a merge does to two contacts: the kept one's own stays, its gaps are filled. Said before it is done, and done as it was said.
/// </summary>
public sealed class MergePlan
{
    private readonly List<MergedField> _fields = [];

    internal MergePlan(Contact keep, Contact drop, IReadOnlyList<ExternalId> links)
    {
        (Keep, Drop) = (keep, drop);
        foreach (var field in ContactFields.Of(keep, drop))
            Add(field, ContactFields.Get(keep, field), ContactFields.Get(drop, field));
        var taken = links.Where(link => link.LocalId == keep.Id).Select(link => link.ConnectionId).ToHashSet();
        Records = [.. links.Where(link => link.LocalId == drop.Id)
            .Select(link => new MergedRecord(link.ConnectionId, link.RemoteId, link.LinkedAt, !taken.Contains(link.ConnectionId)))];
    }

    public Contact Keep { get; }

    public Contact Drop { get; }

    /// <summary>That at least one of them has.</summary>
    public IReadOnlyList<MergedField> Fields => _fields;

    /// <summary>The dropped contact's records at CRMs.</summary>
    public IReadOnlyList<MergedRecord> Records { get; }

    /// <summary>Changes the kept contact.</summary>
    internal MergeMemory Carry()
    {
        var memory = new MergeMemory(
            Drop, _fields.Where(field => field.IsFilled).ToDictionary(field => field.Name, field => field.Value),
            [.. Records.Select(record => new MergedLink(record.ConnectionId, record.RemoteId, record.LinkedAt, record.Moves))],
            Keep.FirstSeenAt, Keep.LastSeenAt);
        foreach (var (name, value) in memory.Filled)
            ContactFields.Set(Keep, name, value, ContactFields.SaidAt(Drop, name));
        Keep.FirstSeenAt = Keep.FirstSeenAt < Drop.FirstSeenAt ? Keep.FirstSeenAt : Drop.FirstSeenAt;
        Keep.LastSeenAt = Keep.LastSeenAt > Drop.LastSeenAt ? Keep.LastSeenAt : Drop.LastSeenAt;
        return memory;
    }

    private void Add(string field, string? kept, string? dropped)
    {
        if (kept is not null)
            _fields.Add(new MergedField(field, kept, false, dropped == kept ? null : dropped));
        else if (dropped is not null)
            _fields.Add(new MergedField(field, dropped, true, null));
    }
}

/// <param name="Value">Afterwards; of an attribute in JSON.</param>
/// <param name="IsFilled">Taken from the dropped contact, where the kept one had nothing.</param>
/// <param name="Hidden">What the dropped contact says otherwise: not shown any more, and back after an unmerge.</param>
public sealed record MergedField(string Name, string Value, bool IsFilled, string? Hidden);

/// <param name="Moves">The kept contact takes it over; otherwise it has its own there, and this one is written to no more.</param>
public sealed record MergedRecord(Guid ConnectionId, string RemoteId, DateTimeOffset LinkedAt, bool Moves);
