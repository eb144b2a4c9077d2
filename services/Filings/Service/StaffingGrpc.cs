using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Judges whether an institution has teachers enough.</summary>
public sealed class StaffingGrpc(Commands<FilingsDb> commands) : Wire.StaffingService.StaffingServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.JudgeStaffingResponse> JudgeStaffing(Wire.JudgeStaffingRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var stated = new StaffingStatement(request.OtherStaff, request.OfflinePupils, request.PreschoolPupils, request.OnlinePupils);
            var staffing = await db.Set<Staffing>().SingleOrDefaultAsync(s => s.OwnerCode == owner.Code);
            if (staffing is null) db.Add(staffing = Staffing.Of(owner, stated, command.Now));
            else staffing.State(stated, command.Now);
            command.Resource = $"staffings/{staffing.Id}";
            await PersonMatching.RejudgeStaffingAsync(db, staffing, Moment.Of(command));
            var tutors = await PersonMatching.CountAsync(db, owner.Code);
            var (attending, _) = await Attendance.CountAsync(db, owner.Code, command.Today);
            var response = new Wire.JudgeStaffingResponse
            {
                Teachers = tutors.All, FullTimeTeachers = tutors.FullTime,
                AttendingOffline = attending.Offline, AttendingPreschool = attending.Preschool, AttendingOnline = attending.Online,
            };
            response.Findings.Add(staffing.Findings.Select(f => f.ToProto()));
            return response;
        });
}
