namespace Hub.Connectors.Abstractions;

/// <summary>
/// Version of this contract. A new capability is a new interface and raises the minor part; a changed member raises the major part.
/// The host loads connectors whose manifest names this major or the one before it.
/// </summary>
public static class ContractVersion
{
    public const int Major = 1;
    public const int Minor = 7;
}
