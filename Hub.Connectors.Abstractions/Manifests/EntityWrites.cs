namespace Hub.Connectors.Abstractions;

/// <summary>How a CRM entity is written: few systems have a true upsert.</summary>
/// <param name="Key">The remote property that carries the hub's key.</param>
/// <param name="Batch">Records per request.</param>
public sealed record EntityWrites(WriteStrategy Write, string Key, int Batch = 1);

public enum WriteStrategy
{
    Upsert,

    /// <summary>The host serialises per key and reads back after <see cref="Outcome.Unknown"/> before it writes again.</summary>
    FindThenWrite,

    CreateOnly,
}
