namespace Hub.Connectors.Abstractions;

/// <summary>
/// A kind of integration. The host creates one instance for each enabled entry of <c>connectors.json</c>, through a public constructor
/// that takes one <see cref="ConnectorHost"/>. What the connector can do, it declares by also implementing capability interfaces:
/// <see cref="IReceive"/>, <see cref="IReceiveByAccount"/>, <see cref="ISend"/>, <see cref="IConversationActions"/>, <see cref="IFetchMedia"/>, <see cref="IPoll{T}"/>,
/// <see cref="ISyncContacts"/>, <see cref="ISyncOrders"/>, <see cref="ISyncBookings"/>, <see cref="IReport"/>, <see cref="IVerify"/>,
/// <see cref="IAuthorize"/>, <see cref="IProveGrant"/>, <see cref="IGrantSettings"/>, <see cref="ISubscribe"/>,
/// <see cref="IShareSubscription"/>, <see cref="IDetailSubscription"/>. Instances are shared by all connections and called concurrently: no state of one connection may be kept in fields.
/// </summary>
public interface IConnector
{
    /// <summary>The manifest that the host read from <c>connector.json</c> and handed over in <see cref="ConnectorHost"/>.</summary>
    ConnectorManifest Manifest { get; }

    /// <summary>Checks settings without any call to the outside.</summary>
    /// <returns>One problem per wrong field; empty when the settings can be used.</returns>
    IReadOnlyList<SettingProblem> Validate(SettingsScope scope, ConnectorSettings settings);
}
