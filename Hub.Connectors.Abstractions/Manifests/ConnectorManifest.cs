namespace Hub.Connectors.Abstractions;

/// <summary>
/// What a connector says of itself in <c>connector.json</c> beside its assembly. The host reads it without loading any code: it renders
/// forms, enforces limits and refuses what does not fit before the first line of the connector runs.
/// </summary>
public sealed record ConnectorManifest
{
    /// <summary>Lower-case letters, digits and dashes; the name in <c>connectors.json</c> and in <c>/webhooks/{id}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Semantic version of the connector.</summary>
    public required string Version { get; init; }

    /// <summary>Contract version it was written for, <c>major.minor</c>.</summary>
    public required string Contract { get; init; }

    /// <summary>Full name of the class that implements <see cref="IConnector"/>.</summary>
    public required string EntryType { get; init; }

    public required IReadOnlyList<ConnectorKind> Kinds { get; init; }

    public required LocalizedText Name { get; init; }

    public LocalizedText? Description { get; init; }

    /// <summary>Host names that the connector may call.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>
    /// What a person is to do at the platform to end the access, and where, for connectors without <see cref="IAuthorize"/>: the receipt of a
    /// disconnected account says so. Since contract 1.7.
    /// </summary>
    public LocalizedText? HowToEnd { get; init; }

    public IReadOnlyList<RequestedPermission> Permissions { get; init; } = [];

    /// <summary>What leaves the hub through this connector; shown before consent.</summary>
    public IReadOnlyList<LeavingField> Leaves { get; init; } = [];

    /// <summary>CRMs that are read back (<see cref="IPoll{T}"/> of <see cref="CrmChange"/>): what people change there and the hub takes over. Since contract 1.4.</summary>
    public IReadOnlyList<LeavingField> Returns { get; init; } = [];

    public ManifestSettings Settings { get; init; } = new();

    public ConnectorLimits Limits { get; init; } = new();

    /// <summary>CRM entities by name: <c>contact</c>, <c>order</c>, <c>booking</c>.</summary>
    public IReadOnlyDictionary<string, EntityWrites> Entities { get; init; } = new Dictionary<string, EntityWrites>();

    /// <summary>
    /// Ads connectors: the channel connectors whose referrals this ad platform made. Conversations of other channels are none of its
    /// business and are never reported to it.
    /// </summary>
    public IReadOnlyList<string> ReferralsOf { get; init; } = [];

    /// <summary>Ads connectors: how each identifier must be normalised and hashed before it may enter a signal.</summary>
    public IReadOnlyDictionary<IdentifierKind, IdentifierRule> Identifiers { get; init; } =
        new Dictionary<IdentifierKind, IdentifierRule>();

    /// <summary>
    /// Ads connectors: for which channels the platform wants its own id of the person back, and the scheme of that identity. Only channels of
    /// <see cref="ReferralsOf"/>: an id goes to the platform that gave it and to no other.
    /// </summary>
    public IReadOnlyDictionary<string, string> PersonIds { get; init; } = new Dictionary<string, string>();

    /// <summary>Ads connectors: the platform counts a report that comes twice twice. One without an answer is in doubt and not repeated.</summary>
    public bool CountsRepeats { get; init; }

    /// <summary>
    /// Channels: the platform takes a message once, however often it is sent under the same <see cref="OutboundPart.CorrelationId"/>. One without an
    /// answer is sent again, where it would otherwise be in doubt. <see cref="ConnectorLimits.SendsOnceHours"/> says for how long. Since contract 1.6.
    /// </summary>
    public bool SendsOnce { get; init; }
}

public enum ConnectorKind
{
    Channel,
    Crm,
    Ads,
}

/// <summary>A scope asked of the vendor. Optional ones are requested apart, so that one unapproved scope does not sink the rest.</summary>
public sealed record RequestedPermission(string Scope, bool Required, LocalizedText Purpose);

/// <summary>A piece of data on its way out of the hub, or back.</summary>
public sealed record LeavingField(string Field, LocalizedText Why)
{
    /// <summary>What people call it; the field's own name is shown otherwise. Since contract 1.7.</summary>
    public LocalizedText? Name { get; init; }
}

public sealed record ManifestSettings
{
    public IReadOnlyList<SettingField> App { get; init; } = [];

    public IReadOnlyList<SettingField> Connection { get; init; } = [];
}
