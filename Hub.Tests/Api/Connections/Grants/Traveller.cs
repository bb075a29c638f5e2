using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hub.Tests.Promises;
using Hub.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace Hub.Tests.Api.Connections.Grants;

/// <summary>A person on the way to a vendor's page and back, without a browser.</summary>
internal sealed class Traveller(Stage stage, HttpClient? client = null)
{
    private HttpClient Api => client ?? stage.Api;

    /// <returns>The vendor's page.</returns>
    public async Task<Uri> Begin(string connector, Guid? connection = null, bool withOptional = true)
    {
        using var answer = await Api.PostAsJsonAsync(
            "/api/v1/connections/grants", new { connectorId = connector, connectionId = connection, withOptional });
        return new Uri((await HubHost.Json(answer)).GetProperty("address").GetString()!);
    }

    /// <summary>Ticks and presses on the vendor's page.</summary>
    /// <param name="without">Scopes to untick.</param>
    /// <returns>What the redirect carried.</returns>
    public async Task<Back> Decide(Uri page, string account, bool allow = true, params string[] without)
    {
        var query = QueryHelpers.ParseQuery(page.Query);
        var scopes = string.Join(' ', query.GetValueOrDefault("scope"), query.GetValueOrDefault("optional_scope")).Split(' ', ',').Except(without);
        if (page.AbsolutePath.EndsWith("/portal/auth", StringComparison.Ordinal))
            scopes = ["4"];
        using var form = new FormUrlEncodedContent(
        [
            new("decision", allow ? "allow" : "deny"), .. account.Split(',').Select(one => KeyValuePair.Create("account", one)),
            .. scopes.Select(scope => KeyValuePair.Create("scope", scope)),
        ]);
        using var answer = await stage.Vendors.PostAsync(page, form);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect), await answer.Content.ReadAsStringAsync());
        var back = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        return new Back(
            back["state"].ToString(), back.GetValueOrDefault("code").ToString(), back.GetValueOrDefault("error").ToString());
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> Return(Back back)
    {
        using var answer = await Api.PostAsJsonAsync("/api/v1/connections/grants/return", back);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> Choose(Guid grant, params object[] accounts)
    {
        using var answer = await Api.PostAsJsonAsync($"/api/v1/connections/grants/{grant}/connections", new { accounts });
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The whole way, up to the choice of accounts.</summary>
    public async Task<JsonElement> Go(string connector, string account, params string[] without)
    {
        var (status, body) = await Return(await Decide(await Begin(connector), account, allow: true, without));
        Assert.That(status, Is.EqualTo(HttpStatusCode.OK), body.ToString());
        return body;
    }
}

internal sealed record Back(string State, string Code, string Error);
