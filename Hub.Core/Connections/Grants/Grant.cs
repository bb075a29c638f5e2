using Hub.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hub.Core.Connections.Grants;

/// <summary>One person's way to a vendor's consent page and back. Gone soon after it is over.</summary>
public sealed class Grant : WorkspaceRow
{
    public required string ConnectorId { get; set; }

    /// <summary>SHA-256 of the state that comes back with the redirect, hex.</summary>
    public required string StateHash { get; set; }

    /// <summary>Who has begun it; nobody else can end it.</summary>
    public required string Actor { get; set; }

    /// <summary>In which session; null for a key.</summary>
    public Guid? SessionId { get; set; }

    public required string Redirect { get; set; }

    public bool WithOptional { get; set; }

    /// <summary>The connection that is to be connected again; null for new ones.</summary>
    public Guid? ConnectionId { get; set; }

    public GrantState State { get; set; }

    /// <summary><see cref="GrantSecrets"/>, encrypted; empty once it is closed.</summary>
    public required byte[] Vault { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Until when it can be gone on with; of one that is being given back, when that is tried again.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public bool IsOf(Teams.Caller caller) =>
        WorkspaceId == caller.WorkspaceId && Actor == caller.Actor && SessionId == caller.SessionId;
}

public enum GrantState
{
    /// <summary>The person is on the vendor's page.</summary>
    Asked,

    /// <summary>The person is back, and the vendor is asked for the tokens.</summary>
    Exchanging,

    /// <summary>Granted; the person chooses accounts.</summary>
    Open,

    /// <summary>Connected, refused or called off; kept a while, to know a repeated state again.</summary>
    Closed,

    /// <summary>Nobody connected it: it is being given back to the vendor, which is tried until it is settled.</summary>
    Returning,
}

internal static class Grants
{
    /// <summary>
    /// Those by which somebody is about to connect. Vendors may end the tokens of before as soon as that person allows it, so that what they
    /// refuse meanwhile was not taken away by anybody.
    /// </summary>
    public static IQueryable<Grant> UnderWay(this IQueryable<Grant> grants, DateTimeOffset now) => grants.Where(
        row => (row.State == GrantState.Asked || row.State == GrantState.Exchanging || row.State == GrantState.Open) && row.ExpiresAt >= now);
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.HasIndex(row => row.StateHash).IsUnique();
        grant.HasIndex(row => row.ExpiresAt);
    }
}
