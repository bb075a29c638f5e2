using Hub.Api.Http;
using Hub.Connectors.Abstractions;

namespace Hub.Api.Auth;

/// <summary>What somebody reads who may not do what they asked for.</summary>
internal static class Refusal
{
    private static readonly LocalizedText MembersOnly = new("Only a signed-in member can do this.", "Chỉ thành viên đã đăng nhập mới làm được việc này.");

    public static Task Unknown(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<BrowserPage>() is not null && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect("/sign-in");
            return Task.CompletedTask;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        return new ApiProblem(ProblemTypes.Unauthorized).ExecuteAsync(context);
    }

    public static Task Forbidden(HttpContext context) => new ApiProblem(ProblemTypes.Forbidden, Needed(context)).ExecuteAsync(context);

    private static LocalizedText? Needed(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>() switch
    {
        { Permission: { } name } => new($"It needs the permission {name}.", $"Cần quyền {name}."),
        { Who: AccessKind.Member } => MembersOnly,
        _ => null,
    };
}

/// <summary>Marks what people open in a browser beside the app: who is not signed in is shown where to.</summary>
internal sealed record BrowserPage;
