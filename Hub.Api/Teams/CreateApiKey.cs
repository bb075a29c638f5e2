using AutoMapper;
using FluentValidation;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hub.Api.Teams;

/// <summary>Makes a key. It is told once, in this answer. A key sees all conversations, so that only who does may make one.</summary>
internal static class CreateApiKey
{
    private static readonly Validator Rules = new();
    private static readonly LocalizedText MoreThanOwn = new(
        "A key can give only scopes that it has itself.", "Một khóa chỉ có thể cấp những quyền mà chính nó có.");

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/api-keys", Handle).Needs(Permissions.KeysManage).NeedsSightOfAll().WithName("CreateApiKey");

    public sealed record Request(string? Name, IReadOnlyList<string>? Scopes);

    /// <param name="Key">Shown only now.</param>
    public sealed record Response(ApiKeyResponse ApiKey, string Key);

    private static async Task<Results<Created<Response>, ApiProblem>> Handle(
        Request request, ApiKeys keys, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (Rules.Check(request) is { } problem)
            return problem;
        var holder = context.Caller();
        if (!request.Scopes!.All(holder.May))
            return new ApiProblem(ProblemTypes.Forbidden, MoreThanOwn);
        var (row, key) = await keys.Create(
            holder.WorkspaceId, request.Name!.Trim(), [.. request.Scopes!], holder.Actor, cancellation);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/api-keys/{row.Id}", new Response(mapper.Map<ApiKeyResponse>(row), key));
    }

    private sealed class Validator : AbstractValidator<Request>
    {
        public Validator()
        {
            RuleFor(request => request.Name).NotEmpty().Says(FieldTexts.Required).MaximumLength(200).Says(FieldTexts.AtMost(200));
            RuleFor(request => request.Scopes).NotEmpty().Says(FieldTexts.Required);
            RuleForEach(request => request.Scopes).Must(scope => Permissions.Known.Contains(scope)).Says(FieldTexts.OneOf(Permissions.Known));
        }
    }
}
