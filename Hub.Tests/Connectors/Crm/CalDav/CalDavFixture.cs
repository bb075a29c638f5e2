using System.Text.Json;
using Hub.Connectors.Abstractions;
using Hub.Connectors.Crm.CalDav;
using Hub.Tests.Connectors.Catalog;
using Hub.Tests.Support;

namespace Hub.Tests.Connectors.Crm.CalDav;

/// <summary>The connector as the hub hands it a connection.</summary>
internal sealed class CalDavFixture(Uri server)
{
    private static readonly DateTimeOffset Nine = new(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(7));

    public ListLogger Log { get; } = new();

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "connectors", "Crm", "CalDav");

    public CalDavConnector Connector => new(new ConnectorHost(
        ManifestFile.Read(Path.Combine(Folder, "connector.json")), Settings(new { apiBase = server }), FakeVendor.Client(), Clock, Log));

    public static ConnectionContext Connection(
        string calendar = RadicaleServer.Calendar, string user = RadicaleServer.User, string password = RadicaleServer.Password) => new(
        Guid.Empty, user + calendar, Settings(new { calendar, user, password }), Credentials.None, FakeVendor.Client(), new ListLogger());

    public async Task<Outcome> Write(WriteItem<CrmBooking> item, CancellationToken cancellation)
    {
        var answer = await Connector.Upsert(Connection(), [item], cancellation);
        return answer.Whole ?? answer.Results.Single().Outcome;
    }

    public static WriteItem<CrmBooking> Booking(
        string key, BookingState state = BookingState.Requested, string? remote = null, int hoursLater = 0, string title = "Chụp ảnh cưới, gói \"Sen\"; 2 giờ") =>
        new(key, remote, new CrmBooking(title, null, state, Nine.AddHours(hoursLater), Nine.AddHours(hoursLater + 2)));

    public static string Sample(string name) => Path.Combine(Repository.Root, "Hub.Connectors", "Crm", "CalDav", "samples", name);

    public static ConnectorSettings Settings<T>(T settings) => new(JsonSerializer.SerializeToElement(settings));
}
