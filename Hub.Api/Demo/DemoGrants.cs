using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Api.Demo;

/// <summary>Connects accounts as their owner does: on the platform's own page, ticked as it stands, and allowed.</summary>
internal sealed partial class DemoGrants(JsonCaller hub) : IDisposable
{
    private readonly HttpClient _browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });

    public void Dispose() => _browser.Dispose();

    /// <param name="account">As the page names it; null for the one that is ticked.</param>
    /// <returns>The connection of the first account that the grant brought.</returns>
    /// <exception cref="DemoFailed">The platform or the hub refused.</exception>
    public async Task<JsonElement> Connect(string connectorId, string name, string? account, object? settings, CancellationToken cancellation)
    {
        var begun = await hub.Make("/api/v1/connections/grants", new { connectorId }, cancellation);
        var back = QueryHelpers.ParseQuery((await Allow(new Uri(begun.GetProperty("address").GetString()!), account, cancellation)).Query);
        string? Of(string key) => back.TryGetValue(key, out var value) ? value.ToString() : null;
        var grant = await hub.Make(
            "/api/v1/connections/grants/return", new { state = Of("state"), code = Of("code") ?? Of("auth_code"), error = Of("error") }, cancellation);
        var accounts = new[] { new { accountId = grant.GetProperty("accounts")[0].GetProperty("accountId").GetString(), name, settings } };
        var made = await hub.Make($"/api/v1/connections/grants/{grant.GetProperty("id")}/connections", new { accounts }, cancellation);
        return made.GetProperty("connections")[0];
    }

    private async Task<Uri> Allow(Uri page, string? account, CancellationToken cancellation)
    {
        var html = await _browser.GetStringAsync(page, cancellation);
        var form = Ticked().Matches(html)
            .Select(box => (Name: box.Groups["name"].Value, Value: WebUtility.HtmlDecode(box.Groups["value"].Value)))
            .Select(box => KeyValuePair.Create(box.Name, box.Name == "account" && account is not null ? account : box.Value))
            .Append(KeyValuePair.Create("decision", "allow"));
        using var content = new FormUrlEncodedContent(form);
        using var answer = await _browser.PostAsync(page, content, cancellation);
        return answer.Headers.Location ?? throw new DemoFailed($"{page.AbsolutePath} answered {(int)answer.StatusCode} and no redirect.");
    }

    [GeneratedRegex("""<input type="\w+" name="(?<name>\w+)" value="(?<value>[^"]*)" checked>""")]
    private static partial Regex Ticked();
}
