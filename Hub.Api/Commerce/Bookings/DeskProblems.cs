using Hub.Api.Http;
using Hub.Connectors.Abstractions;
using Hub.Core.Commerce.Bookings;
using Hub.Core.Storage;
using Hub.Core.Teams;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Commerce.Bookings;

/// <summary>Why services, staff and rooms could not be changed, in words.</summary>
internal static class DeskProblems
{
    private static readonly LocalizedText InUse = new(
        "It has bookings. Switch it off instead: then nobody can book it any more.",
        "Đã có lịch hẹn. Hãy tắt thay vì xóa: khi đó không ai đặt thêm được.");

    private static readonly LocalizedText NoSuchResource = new("There is no such staff or room.", "Không có nhân viên hoặc phòng này.");
    private static readonly LocalizedText NoSuchMember = new("There is no such member.", "Không có thành viên này.");

    public static ApiProblem Of(DeskAnswer answer) => answer switch
    {
        DeskAnswer.NameTaken => new ApiProblem(ProblemTypes.NameTaken),
        DeskAnswer.InUse => new ApiProblem(ProblemTypes.Conflict, InUse),
        DeskAnswer.Full full => new ApiProblem(ProblemTypes.Conflict, new LocalizedText(
            $"There can be at most {full.Most}.", $"Chỉ có thể có tối đa {full.Most}.")),
        DeskAnswer.NoSuchResource => ApiProblem.Invalid("resourceIds", NoSuchResource),
        DeskAnswer.NoSuchMember => ApiProblem.Invalid("memberId", NoSuchMember),
        _ => ApiProblem.NotFound,
    };

    /// <summary>Of hours that name no zone.</summary>
    public static async Task<string> HomeZone(HubStore store, Caller caller, CancellationToken cancellation) =>
        await store.Read(caller.WorkspaceId, db => db.Workspaces.Where(row => row.Id == caller.WorkspaceId)
            .Select(row => row.TimeZone).FirstOrDefaultAsync(cancellation)) ?? WorkspaceSettings.HomeTimeZone;
}
