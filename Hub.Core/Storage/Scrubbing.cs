namespace Hub.Core.Storage;

/// <summary>How thoroughly deleted bytes are taken out of the database's files.</summary>
public enum Scrubbing
{
    /// <summary>Out of SQLite's write-ahead log, which may keep them for days. PostgreSQL recycles its own.</summary>
    Log,

    /// <summary>Also out of free space and of the search index. Rewrites a SQLite file; vacuums PostgreSQL's tables.</summary>
    Whole,
}
