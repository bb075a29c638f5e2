using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Hub.Benchmarks.Deliveries;

/// <summary>A CRM on loopback that answers a batch upsert in HubSpot's shape and remembers which records it has.</summary>
sealed class FakeCrm : IAsyncDisposable
{
    const string KeyProperty = "hub_contact_key";
    readonly WebApplication _app;
    readonly ConcurrentDictionary<string, int> _records = new();
    long _first;

    FakeCrm(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public int Records => _records.Count;

    /// <summary>Records that came more than once.</summary>
    public int Repeated => _records.Count(record => record.Value > 1);

    /// <summary>When the first call came.</summary>
    public long First => Volatile.Read(ref _first);

    public static async Task<FakeCrm> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var crm = new FakeCrm(builder.Build());
        crm._app.MapPost("/crm/v3/objects/contacts/batch/upsert", crm.Upsert);
        // Whose the token is, and that its keys are there, is asked when it is connected.
        crm._app.MapGet("/account-info/v3/details", () => Results.Json(new { portalId = 1 }));
        crm._app.MapGet("/crm/v3/properties/{type}/{name}", (string name) => Results.Json(new { name, hasUniqueValue = true }));
        await crm._app.StartAsync();
        return crm;
    }

    public void Forget()
    {
        _records.Clear();
        Volatile.Write(ref _first, 0);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task<IResult> Upsert(HttpRequest request)
    {
        Interlocked.CompareExchange(ref _first, Stopwatch.GetTimestamp(), 0);
        using var body = await JsonDocument.ParseAsync(request.Body);
        var keys = body.RootElement.GetProperty("inputs").EnumerateArray().Select(input => input.GetProperty("id").GetString()!).ToList();
        foreach (var key in keys)
            _records.AddOrUpdate(key, 1, (_, times) => times + 1);
        return Results.Json(new
        {
            status = "COMPLETE",
            results = keys.ConvertAll(key => new { id = $"9{key[^12..]}", properties = new Dictionary<string, string> { [KeyProperty] = key } }),
        });
    }
}
