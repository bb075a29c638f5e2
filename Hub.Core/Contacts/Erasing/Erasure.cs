using System.Globalization;
using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Contacts.Erasing;

/// <summary>One contact that is to be gone, and the receipt of it. Names nobody: ids, times and counts.</summary>
public sealed class Erasure : WorkspaceRow
{
    public Guid ContactId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    /// <summary>The <see cref="ErasurePlan"/>, encrypted; gone when there is nothing left to look for.</summary>
    public byte[]? Plan { get; set; }

    /// <summary>By place: <c>messages=12 notes=1</c>.</summary>
    public required string Removed { get; set; }

    public DateTimeOffset? DoneAt { get; set; }

    /// <summary>When free space of the database was overwritten too.</summary>
    public DateTimeOffset? ScrubbedAt { get; set; }

    public IReadOnlyDictionary<string, int> RemovedByPlace => Removed.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => text.Split('=')).Where(pair => pair.Length == 2 && int.TryParse(pair[1], CultureInfo.InvariantCulture, out _))
        .ToDictionary(pair => pair[0], pair => int.Parse(pair[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    internal void Count(string place, int more)
    {
        if (more == 0)
            return;
        var counts = RemovedByPlace.ToDictionary(StringComparer.Ordinal);
        counts[place] = counts.GetValueOrDefault(place) + more;
        Removed = string.Join(' ', counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}")));
    }
}

/// <summary>
/// A salted hash of a platform's name for something that was erased. What the platform sends again of it is not let in again; who writes
/// anew is a new contact.
/// </summary>
public sealed class ErasedKey
{
    public Guid WorkspaceId { get; set; }

    /// <summary>Empty for a phone number or an e-mail address.</summary>
    public Guid ConnectionId { get; set; }

    public required string Hash { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>What to look for. Contacts are the one that is erased and those that were merged into it.</summary>
internal sealed record ErasurePlan(List<Guid> Contacts, List<PlannedIdentity> Identities, List<PlannedThread> Threads)
{
    /// <summary>Tracking ids of the contact's arrivals, by which reports are known when the arrivals are gone.</summary>
    public List<string> Clicks { get; init; } = [];

    public IEnumerable<Guid> Connections => Identities.Select(row => row.Connection).Concat(Threads.Select(row => row.Connection)).Distinct();
}

internal sealed record PlannedIdentity(Guid Connection, string Scheme, string Value);

internal sealed record PlannedThread(Guid Connection, Guid Id, string Key);

internal sealed class ErasureConfiguration : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.Ignore(row => row.RemovedByPlace);
        erasure.HasIndex(row => row.At).HasFilter("plan is not null");
    }
}

internal sealed class ErasedKeyConfiguration : IEntityTypeConfiguration<ErasedKey>
{
    public void Configure(EntityTypeBuilder<ErasedKey> key) => key.HasKey(row => new { row.WorkspaceId, row.ConnectionId, row.Hash });
}
