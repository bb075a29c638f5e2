using Hub.Core.Storage;

namespace Hub.Core.Sync;

/// <summary>How far a CRM was read back. Its id is the connection's.</summary>
public sealed class CrmReading : WorkspaceRow
{
    /// <summary>Where the next read goes on.</summary>
    public string? Cursor { get; set; }

    public DateTimeOffset? AskedAt { get; set; }

    /// <summary>When it last answered.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>Why it does not: a stable code.</summary>
    public string? Code { get; set; }

    /// <summary>Changes that came from there.</summary>
    public int Followed { get; set; }

    public DateTimeOffset? FollowedAt { get; set; }

    /// <summary>Changes there that could not be followed, or that one here stood against.</summary>
    public int Overruled { get; set; }
}
