using Grpc.Core;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Department = ShuangJian.Protos.Type.V1.Department;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Tells who has the duty for a matter in a place. It reads the law that travels with the program, and no storage.</summary>
public sealed class DutyGrpc(TimeProvider clock) : Wire.DutyService.DutyServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.GetDutyResponse> GetDuty(Wire.GetDutyRequest request, ServerCallContext context)
    {
        var matter = Law.Current.Duties.Find(request.Matter) ?? throw Rejection.NotFound($"matters/{request.Matter}");
        return Task.FromResult(new Wire.GetDutyResponse { Duty = Of(matter, request.Division, request.Date) });
    }

    /// <inheritdoc />
    public override Task<Wire.ListDutiesResponse> ListDuties(Wire.ListDutiesRequest request, ServerCallContext context)
    {
        var (after, size) = (Paging.After(request, request.PageToken), Paging.Size(request.PageSize));
        var page = Law.Current.Duties.All.Where(matter => after is null || string.CompareOrdinal(matter.Id, after) > 0)
            .Select(matter => Of(matter, request.Division, request.Date))
            .Where(duty => request.Department == default || duty.Lead.Contains(request.Department) || duty.Assist.Contains(request.Department))
            .Take(size + 1).ToList();
        return Task.FromResult(new Wire.ListDutiesResponse
        {
            Duties = { page.Take(size) }, NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Matter) : "",
        });
    }

    private Wire.MatterDuty Of(DutyMatter matter, string division, string date)
    {
        var duty = Law.Current.Duties.Of(matter, DivisionCode.Parse(division), Days.Of(date) ?? clock.Today());
        return new()
        {
            Matter = matter.Id, TitleZh = matter.TitleZh, TitleEn = matter.TitleEn, Lead = { duty.Parties.Lead.Select(ToWire) }, Assist = { duty.Parties.Assist.Select(ToWire) },
            Basis = duty.Basis.ToProto(), Clauses = { duty.Clauses.Select(c => c.ToProto()) },
        };
    }

    /// <summary>A section of a district's education committee acts in the committee's name.</summary>
    internal static Department ToWire(string code) => Codes.TryDepartment(code, out var department) ? department : Department.Education;
}
