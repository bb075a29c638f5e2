using Hub.Api.Auth;
using Hub.Api.Hosting;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Connections;

/// <summary>The catalogue: what <c>connectors.json</c> names, and what became of each.</summary>
internal static class ListConnectors
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/connectors", Handle).Needs(Permissions.ConnectionsRead).WithName("ListConnectors");

    public sealed record Response(IReadOnlyList<Connector> Items, string? FileProblem);

    /// <param name="Problem">Why it is not active, and what to do.</param>
    /// <param name="WebhookAddress">To be entered at the platform; null when the hub does not know its own address, or takes none.</param>
    /// <param name="Returns">What people change in the CRM and the hub takes over; empty where nothing is read back.</param>
    /// <param name="Grant">How it is connected by authorisation on the platform's page; null where it is not.</param>
    public sealed record Connector(
        string Id, InstalledState State, string? Problem, string? Name, string? Description, string? Version,
        IReadOnlyList<ConnectorKind> Kinds, IReadOnlyList<string> Capabilities, Uri? WebhookAddress, ConnectorLimits? Limits,
        IReadOnlyList<Setting> Settings, IReadOnlyList<Permission> Permissions, IReadOnlyList<Leaving> Leaves, IReadOnlyList<Leaving> Returns,
        Granting? Grant);

    /// <param name="Missing">App settings that the operator must enter first; empty when people can be sent there.</param>
    public sealed record Granting(IReadOnlyList<string> Missing);

    /// <param name="Granted">Comes with an authorisation; only asked for where tokens are pasted in.</param>
    public sealed record Setting(
        string Key, SettingType Type, string Label, string? Help, bool Required, System.Text.Json.JsonElement? Default, IReadOnlyList<string>? Choices,
        bool Granted);

    public sealed record Permission(string Scope, bool Required, string Purpose);

    /// <summary>What leaves the hub through the connector, or comes back.</summary>
    /// <param name="Name">What people call it; null where only the field has a name.</param>
    public sealed record Leaving(string Field, string Why, string? Name = null);

    private static Ok<Response> Handle(InstalledCatalog catalog, WebhookAddress address, HttpRequest request)
    {
        var language = Language.Of(request);
        return TypedResults.Ok(new Response(
            [.. catalog.Connectors.Select(connector => Read(connector, address, language))], catalog.FileProblem?.In(language)));
    }

    private static Connector Read(InstalledConnector installed, WebhookAddress address, string language)
    {
        var manifest = installed.Manifest;
        return new Connector(
            installed.Id, installed.State, installed.Problem?.In(language), manifest?.Name.In(language), manifest?.Description?.In(language),
            manifest?.Version, manifest?.Kinds ?? [], Capabilities(installed.Connector), installed.Connector is IReceive ? address.Of(installed.Id) : null, manifest?.Limits,
            [.. (manifest?.Settings.Connection ?? []).Select(field => new Setting(
                field.Key, field.Type, field.Label.In(language), field.Help?.In(language), field.Required, field.Default, field.Choices,
                field.Granted))],
            [.. (manifest?.Permissions ?? []).Select(item => new Permission(item.Scope, item.Required, item.Purpose.In(language)))],
            [.. (manifest?.Leaves ?? []).Select(item => new Leaving(item.Field, item.Why.In(language), item.Name?.In(language)))],
            [.. (manifest?.Returns ?? []).Select(item => new Leaving(item.Field, item.Why.In(language), item.Name?.In(language)))],
            installed.Connector is IAuthorize authorizer ? new Granting(Missing(authorizer)) : null);
    }

    private static IReadOnlyList<string> Missing(IAuthorize authorizer) =>
        authorizer is IGrantSettings settings ? [.. settings.GrantProblems().Select(problem => problem.Field)] : [];

    private static IReadOnlyList<string> Capabilities(IConnector? connector) =>
    [
        .. new (string Name, bool Has)[]
        {
            ("receive", connector is IReceive), ("send", connector is ISend), ("actions", connector is IConversationActions),
            ("media", connector is IFetchMedia), ("authorize", connector is IAuthorize), ("verify", connector is IVerify),
            ("subscribe", connector is ISubscribe), ("syncContacts", connector is ISyncContacts), ("syncOrders", connector is ISyncOrders),
            ("syncBookings", connector is ISyncBookings), ("templates", connector is IListTemplates), ("names", connector is INamePeople), ("report", connector is IReport),
            ("readBack", connector is IPoll<CrmChange>), ("comments", connector is IAnswerComments), ("autoMessages", connector is IManageAutoMessages),
            ("shortLinks", connector is IMakeShortLinks),
        }.Where(capability => capability.Has).Select(capability => capability.Name),
    ];
}
