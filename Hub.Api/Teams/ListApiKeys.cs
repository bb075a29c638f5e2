using AutoMapper;
using Hub.Api.Auth;
using Hub.Api.Http;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Teams;

internal static class ListApiKeys
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/api-keys", Handle).Needs(Permissions.KeysManage).WithName("ListApiKeys");

    private static async Task<Results<Ok<Page<ApiKeyResponse>>, ApiProblem>> Handle(
        [AsParameters] PageQuery page, HubStore store, IMapper mapper, HttpContext context, CancellationToken cancellation)
    {
        if (page.Check(out var after) is { } problem)
            return problem;
        var workspace = context.Caller().WorkspaceId;
        var rows = await store.Read(workspace, db => db.ApiKeys
            .Where(row => row.WorkspaceId == workspace && (after == null || row.Id.CompareTo(after.Value.Id) < 0))
            .OrderByDescending(row => row.Id).Take(page.Size + 1).ToListAsync(cancellation));
        return TypedResults.Ok(Pages.Of(rows, page.Size, row => new Cursor(row.CreatedAt, row.Id), mapper.Map<ApiKeyResponse>));
    }
}

/// <param name="Prefix">The key's first characters, to tell keys apart.</param>
public sealed record ApiKeyResponse(
    Guid Id, string Name, string Prefix, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);

internal sealed class ApiKeyProfile : Profile
{
    public ApiKeyProfile() => CreateMap<ApiKey, ApiKeyResponse>().ForCtorParam(
        nameof(ApiKeyResponse.Scopes), scopes => scopes.MapFrom(key => key.Scopes.Split(' ', StringSplitOptions.None)));
}
