using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Hub.Api.Http;

/// <summary>An answer that is a problem document (RFC 9457), in the language of the request.</summary>
public sealed class ApiProblem(
    ProblemType type, LocalizedText? detail = null, IReadOnlyList<SettingProblem>? fields = null, Guid? connection = null)
    : IResult, IEndpointMetadataProvider
{
    private const string ContentType = "application/problem+json";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never in a page; nosniff
    };

    public static ApiProblem NotFound { get; } = new(ProblemTypes.NotFound);

    public ProblemType Type { get; } = type;

    public static ApiProblem Invalid(string field, LocalizedText message) => new(ProblemTypes.Invalid, null, [new(field, message)]);

    public static ApiProblem Invalid(IReadOnlyList<SettingProblem> fields) => new(ProblemTypes.Invalid, null, fields);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(400, typeof(ProblemDocument), [ContentType]));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Type.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(Document(httpContext), Json));
    }

    private ProblemDocument Document(HttpContext context)
    {
        var language = Language.Of(context.Request);
        return new ProblemDocument(
            $"urn:hub:problem:{Type.Code}",
            Type.Title.In(language),
            Type.Status,
            detail?.In(language),
            Type.Code,
            fields?.GroupBy(field => field.Field).ToDictionary(
                group => group.Key, group => group.Select(problem => problem.Message.In(language)).ToArray()),
            Type.Status >= 500 ? Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier : null,
            connection);
    }
}

/// <param name="Code">Stable, for programs.</param>
/// <param name="Errors">What is wrong, by field; nested fields with dots.</param>
/// <param name="TraceId">To find the call in the log.</param>
/// <param name="ConnectionId">The connection that has the account already.</param>
public sealed record ProblemDocument(
    string Type, string Title, int Status, string? Detail, string Code, IReadOnlyDictionary<string, string[]>? Errors, string? TraceId,
    Guid? ConnectionId = null);
