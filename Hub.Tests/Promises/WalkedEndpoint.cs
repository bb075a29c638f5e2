using Hub.Api.Auth;
using Hub.Tests.Support;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Hub.Tests.Promises;

/// <summary>One method of one endpoint that the hub has.</summary>
/// <param name="ContentType">Of its body.</param>
/// <param name="Request">What its body is read into; null without one.</param>
/// <param name="IsPage">Opened by people in a browser, who are shown where to sign in.</param>
internal sealed record WalkedEndpoint(
    HttpMethod Method, RoutePattern Pattern, IReadOnlyList<AccessRule> Rules, string ContentType, Type? Request, bool IsPage)
{
    public bool IsForAnybody => Rules.Any(rule => rule.Who == AccessKind.Anybody);

    public bool IsForMembers => IsPage || Rules.Any(rule => rule.Who == AccessKind.Member);

    public bool HasBody => Method == HttpMethod.Post || Method == HttpMethod.Patch || Method == HttpMethod.Put;

    public bool HasIds => Ids > 0;

    /// <summary>How many ids its path takes.</summary>
    public int Ids => Pattern.Parameters.Count(IsId);

    public static IReadOnlyList<WalkedEndpoint> All(HubHost hub) =>
    [
        .. hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new WalkedEndpoint(
                HttpMethod.Parse(method), endpoint.RoutePattern, endpoint.Metadata.OfType<AccessRule>().ToList(),
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.FirstOrDefault(type => !type.Contains('*')) ?? "application/json",
                endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType, endpoint.Metadata.GetMetadata<BrowserPage>() is not null))),
    ];

    /// <param name="id">By the path segment before it.</param>
    public string Path(Func<string, Guid> id)
    {
        var path = new System.Text.StringBuilder();
        var before = "";
        foreach (var segment in Pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
                path.Append(part switch
                {
                    RoutePatternLiteralPart literal => before = literal.Content,
                    RoutePatternSeparatorPart separator => separator.Content,
                    RoutePatternParameterPart parameter => Value(parameter, id, before),
                    _ => "",
                });
        }

        return path.ToString();
    }

    /// <summary>For <see cref="Path"/>: by the words before the parameter; of a thing that is called otherwise, whatever there is.</summary>
    public static Func<string, Guid> Pick(IReadOnlyDictionary<string, List<Guid>> ids) => segment =>
        ids.TryGetValue(segment.Replace('-', '_'), out var rows) ? rows[0]
        : ids.FirstOrDefault(table => table.Key.EndsWith('_' + segment.Replace('-', '_'), StringComparison.Ordinal)) is { Value: { } like } ? like[0]
        : ids.Values.First()[0];

    public override string ToString() => $"{Method} {Pattern.RawText}";

    private static string Value(RoutePatternParameterPart parameter, Func<string, Guid> id, string before) =>
        IsId(parameter) ? id(before).ToString()
        : parameter.Name == "documentName" ? "v1"
        : "1";

    private static bool IsId(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Any(policy => policy.Content == "guid");
}
