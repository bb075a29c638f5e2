using Hub.Api.Http;
using Hub.Core.Teams;

namespace Hub.Api.Auth;

/// <summary>A write that comes with a session's cookie also needs a header that a form of another site cannot set.</summary>
internal sealed class Csrf(RequestDelegate next)
{
    public const string Header = "X-Hub-Csrf";

    public Task InvokeAsync(HttpContext context)
    {
        var reads = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method);
        return reads || context.Items[typeof(Caller)] is not Caller { SessionId: not null } || context.Request.Headers.ContainsKey(Header)
            ? next(context)
            : new ApiProblem(ProblemTypes.Csrf).ExecuteAsync(context);
    }
}
