namespace Hub.Connectors.Abstractions;

/// <param name="Key">The hub's stable key of the record; goes into the CRM's unique property.</param>
/// <param name="RemoteId">The CRM's id, when the hub knows it already.</param>
public sealed record WriteItem<T>(string Key, string? RemoteId, T Value)
{
    /// <summary>
    /// Of the record as the hub has written or read it last; null when it does not know. Another one over there was changed by somebody since:
    /// a connector that reads back writes nothing then and says so (<see cref="WriteResult.ChangedThere"/>). Since contract 1.4.
    /// </summary>
    public string? Version { get; init; }
}

public sealed record WriteResult(string Key, Outcome Outcome)
{
    /// <summary>Of the record as it stands there now, where the CRM has versions. Since contract 1.4.</summary>
    public string? Version { get; init; }

    /// <summary>Nothing was written, since somebody has changed the record there: the host reads it first. Since contract 1.4.</summary>
    public bool ChangedThere { get; init; }

    /// <summary>
    /// With <see cref="ChangedThere"/>: the record as it stands there, where the connector has seen it. The host follows it at once, so that
    /// the next try is over this version; without it the host waits for a read to tell. Since contract 1.4.
    /// </summary>
    public CrmChange? There { get; init; }
}

/// <summary>What came of a batch: either one result per item, same count, order and keys, or one outcome for all of it.</summary>
/// <param name="Whole">Set when the request failed as a whole. The host bisects a batch that is rejected as a whole, so that one bad
/// record never holds back the rest.</param>
public sealed record BatchAnswer(IReadOnlyList<WriteResult> Results, Outcome? Whole = null)
{
    public static BatchAnswer Failed(Outcome outcome) => new([], outcome);
}
