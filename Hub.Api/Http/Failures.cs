using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hub.Api.Hosting;
using Hub.Connectors.Abstractions;
using Hub.Core.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Hub.Api.Http;

/// <summary>Turns what no endpoint answered into problem documents.</summary>
internal static partial class Failures
{
    private static readonly LocalizedText NotJson = new("The body is not the JSON that is expected.", "Nội dung không phải JSON hợp lệ.");

    // The framework tells which value it could not read in this message alone.
    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from """, RegexOptions.None, 1000)]
    private static partial Regex UnboundParameter { get; }

    // Likewise: which member nobody knows, and beside it the path of what it stands in.
    [GeneratedRegex("""^The JSON property '(?<name>.*)' could not be mapped to any \.NET member""", RegexOptions.Singleline, 1000)]
    private static partial Regex UnknownMember { get; }

    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Answer, AllowStatusCode404Response = true });
        app.UseStatusCodePages(page => Empty(page.HttpContext) is { } type ? new ApiProblem(type).ExecuteAsync(page.HttpContext) : Task.CompletedTask);
    }

    private static Task Answer(HttpContext context)
    {
        var failed = context.Features.Get<IExceptionHandlerFeature>()!;
        var error = failed.Error;
        if (error is BadHttpRequestException bad)
            return Unreadable(bad, failed.Endpoint).ExecuteAsync(context);

        if (Outage.Is(error))
        {
            context.Response.Headers.RetryAfter = "5";
            HostLog.DatabaseAway(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures)), Names(error));
            return new ApiProblem(ProblemTypes.Unavailable).ExecuteAsync(context);
        }

        // The type only: a message may quote a row's values.
        var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        HostLog.CallFailed(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Failures)), Names(error), trace);
        return new ApiProblem(ProblemTypes.Failed).ExecuteAsync(context);
    }

    private static ApiProblem Unreadable(BadHttpRequestException error, Endpoint? endpoint) => error switch
    {
        { StatusCode: StatusCodes.Status413PayloadTooLarge } => new ApiProblem(ProblemTypes.TooLarge),
        { StatusCode: StatusCodes.Status415UnsupportedMediaType } => new ApiProblem(ProblemTypes.WrongMediaType),
        { InnerException: JsonException { InnerException: JsonException } broken } => new ApiProblem(ProblemTypes.Malformed, Broken(broken)),
        { InnerException: JsonException unknown } when UnknownMember.Match(unknown.Message) is { Success: true } match =>
            WrongValues.OfMember(endpoint, unknown.Path ?? "$", match.Groups["name"].Value),
        { InnerException: JsonException { Path: { Length: > 2 } path } } => ApiProblem.Invalid(path[2..], WrongValues.OfBody(endpoint, path[2..])),
        { InnerException: JsonException } => new ApiProblem(ProblemTypes.Malformed, NotJson),
        { InnerException: null } when UnboundParameter.Match(error.Message) is { Success: true } match =>
            ApiProblem.Invalid(
                JsonNamingPolicy.CamelCase.ConvertName(match.Groups["name"].Value), WrongValues.OfParameter(endpoint, match.Groups["name"].Value)),
        _ => new ApiProblem(ProblemTypes.Malformed),
    };

    private static LocalizedText Broken(JsonException error) => new(
        $"The JSON breaks off or is wrong in line {error.LineNumber + 1} at byte {error.BytePositionInLine + 1}.",
        $"JSON bị cắt ngang hoặc sai ở dòng {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.");

    private static ProblemType? Empty(HttpContext context) => context.Response.StatusCode switch
    {
        400 => ProblemTypes.Malformed,
        404 => ProblemTypes.NotFound,
        405 => ProblemTypes.WrongMethod,
        413 => ProblemTypes.TooLarge,
        415 => ProblemTypes.WrongMediaType,
        _ => null,
    };

    private static string Names(Exception error)
    {
        var inner = error.GetBaseException();
        return ReferenceEquals(inner, error) ? Place(error) : $"{error.GetType().Name} of {Place(inner)}";
    }

    private static string Place(Exception error) =>
        error.TargetSite is { } method ? $"{error.GetType().Name} in {method.DeclaringType?.Name}.{method.Name}" : error.GetType().Name;
}
