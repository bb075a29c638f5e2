using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.HubSpot;
using Hub.Tests.Connectors.Catalog;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Hub.Tests.Connectors.Crm.HubSpot;

/// <summary>The connector against a server that the test scripts.</summary>
internal sealed class HubSpotFixture : IAsyncDisposable
{
    public const string Token = "pat-canary-token";

    private HubSpotFixture(FakeVendor vendor) => Vendor = vendor;

    public FakeVendor Vendor { get; }

    public ListLogger Log { get; } = new();

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

    public static string Folder { get; } = Path.Combine(Repository.Root, "Hub.Connectors", "Crm", "HubSpot");

    public static string Sample(string name) => File.ReadAllText(Path.Combine(Folder, "samples", name + ".json"));

    public static async Task<HubSpotFixture> Start(RequestDelegate script) => new(await FakeVendor.Start(script));

    public static Task<HubSpotFixture> Start(int status, string body, string contentType = "application/json") =>
        Start(context => FakeVendor.Reply(context, status, body, contentType));

    public HubSpotConnector Connector(Uri? address = null) => new(new ConnectorHost(
        ManifestFile.Read(Path.Combine(Folder, "connector.json")),
        Settings($$"""{ "apiBase": "{{address ?? Vendor.BaseAddress}}" }"""),
        FakeVendor.Client(),
        Clock,
        Log));

    /// <summary>With an app at HubSpot, so that portals can be connected by authorisation.</summary>
    public static HubSpotConnector Granting(HubSpotFixture? fixture = null) => Of(
        $$"""{ "apiBase": "{{fixture?.Vendor.BaseAddress.ToString() ?? "https://api.hubapi.com"}}", "clientId": "client-1", "clientSecret": "client-secret" }""",
        fixture?.Clock);

    public static HubSpotConnector Plain() => Of("{}", null);

    private static HubSpotConnector Of(string settings, ManualTimeProvider? clock) => new(new ConnectorHost(
        ManifestFile.Read(Path.Combine(Folder, "connector.json")),
        Settings(settings), FakeVendor.Client(), clock ?? new ManualTimeProvider(DateTimeOffset.UnixEpoch), new ListLogger()));

    public ConnectionContext Connection(string settings = "{}", string? refreshToken = null) =>
        new(Guid.Empty, "1020304", Settings(settings), new Credentials(Token, refreshToken), FakeVendor.Client(), Log);

    public ValueTask DisposeAsync() => Vendor.DisposeAsync();

    public static ConnectorSettings Settings(string json) => new(JsonDocument.Parse(json).RootElement);

    public static WriteItem<CrmContact> Contact(string key, string? name = "Nguyễn Thị Bưởi", string? email = null) =>
        new(key, null, new CrmContact(name, "+84901234567", email, "zalo", DateTimeOffset.UnixEpoch));

    public static WriteItem<CrmOrder> Order(string key, decimal total = 2_500_000m, string currency = "VND", string? contact = null) =>
        new(key, null, new CrmOrder("ORD-" + key, contact, OrderState.Paid, total, currency, DateTimeOffset.UnixEpoch, []));

    public static WriteItem<CrmBooking> Booking(string key, BookingState state = BookingState.Requested, string? contact = null) =>
        new(key, null, new CrmBooking(
            "Chụp ảnh cưới", contact, state,
            new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(7)), new DateTimeOffset(2026, 12, 1, 10, 30, 0, TimeSpan.FromHours(7))));
}
