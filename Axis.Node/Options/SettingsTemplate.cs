using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Axis.Node.Options;

/// <summary>The first <c>appsettings.json</c> of a node: what must be set, and every other key with its default behind <c>//</c>.</summary>
public static class SettingsTemplate
{
    private static readonly JsonSerializerOptions Quoting = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The file's text.</summary>
    /// <param name="id">Node name.</param>
    /// <param name="name">Name for people.</param>
    /// <param name="api">API addresses; empty = loopback, port 8080.</param>
    /// <param name="link">Link address; empty on a node that only fetches.</param>
    /// <param name="services">Trust services to ask; <c>null</c> = none, as long as the operator names none.</param>
    public static string Text(string id, string name, IReadOnlyList<string> api, string link, TrustServices? services)
    {
        ArgumentNullException.ThrowIfNull(api);
        var (named, list, responder, tsa) = services is null
            ? ("// ", "http://crl.ca.example/ca.crl", "http://ocsp.ca.example/", null)
            : ("", services.RevocationList.AbsoluteUri, services.Responder.AbsoluteUri, services.Timestamps.AbsoluteUri);
        var addresses = api.Count == 0 ? ["http://127.0.0.1:8080", "http://[::1]:8080"] : api;
        return $$"""
            // Cấu hình của một nút DocAxis. Dòng bắt đầu bằng // là giá trị mặc định: bỏ // để đổi.
            // Sai một khóa hoặc một giá trị thì nút không khởi động và nói rõ khóa nào sai.
            {
              "Node": {
                "Id": {{Quote(id)}}, // tên nút trong danh bạ
                "Name": {{Quote(name)}} // tên hiển thị
              },
              "Listen": {
                // API cho người dùng và phần mềm của cơ quan; ngoài máy này phải là https.
                "Api": [{{string.Join(", ", addresses.Select(Quote))}}],
                // "ApiCertificate": "keys/api.p12",
                // "ApiCertificatePassphrase": "keys/passphrase",
                // Kết nối giữa các nút (TLS hai chiều); để trống "" nếu nút chỉ chủ động lấy về.
                "Link": {{Quote(link)}}
              },
              "Limits": {
                // Kích thước tính bằng byte.
                // "MaxPacketBytes": 3221225472,
                // "MaxFileBytes": 2147483648,
                // "MaxFiles": 200,
                // "MaxRecipients": 5000, // không quá 13000: một lượt chuyển không nêu được nhiều hơn
                // "MaxFieldsBytes": 1048576,
                // "MaxPartialBytesPerNeighbour": 8589934592,
                // Gói tin bị từ chối được giữ làm chứng cứ, tính riêng cho từng nút láng giềng.
                // "MaxQuarantineBytesPerNeighbour": 4294967296,
                // "MaxQuarantinedPerNeighbour": 10000,
                // Bộ nhớ cho nội dung đang nhận trên mọi kết nối; mỗi nút láng giềng được nhiều nhất một nửa.
                // "MaxBufferedBodyBytes": 268435456,
                // "FreeSpaceReserveBytes": 268435456,
                // "MaxConnections": 2000,
                // "MaxConcurrentSubmissions": 64,
                // "RequestSeconds": 30,
                // "MinUploadBytesPerSecond": 240
              },
              "Delivery": {
                // Đưa sự kiện lên RabbitMQ: exchange loại topic, khóa MÃ-CƠ-QUAN.document.received hoặc MÃ-CƠ-QUAN.document.status; để trống Address là không dùng.
                // "RabbitMq": { "Address": "amqps://rabbit.example:5671", "VirtualHost": "/", "Exchange": "axis.events", "User": "axis", "PasswordFile": "keys/rabbitmq.password", "TrustedRoots": "", "Agencies": [], "IncludeSubject": false, "RequireQueue": true },
                // "FirstRetrySeconds": 5,
                // "MaxRetrySeconds": 900,
                // Số lần nút láng giềng trả lời lỗi trước khi dừng lượt chuyển; không liên lạc được thì không tính.
                // "AnsweredFailuresBeforeParking": 5,
                // Văn bản mới gửi đơn vị đã đóng có nhiều đơn vị kế thừa: "refuse" (từ chối, nêu các đơn vị) hoặc "focal-office" (giao văn phòng cấp trên).
                // "ClosedRecipients": "refuse",
                // "ConcurrencyPerLink": 16,
                // "LeaseSeconds": 120,
                // "IdleTimeoutSeconds": 30,
                // "StarvationMinutes": 10,
                // "MaxHops": 12,
                // "LongPollSeconds": 25,
                // Nội dung của láng giềng về chậm hơn mức này (byte mỗi giây, tính trung bình) thì bỏ dở, lần sau lấy tiếp.
                // "SlowestBytesPerSecond": 32768,
                // Đối chiếu với một láng giềng lâu nhất bấy nhiêu giây mỗi lần, và ghi riêng nhiều nhất bấy nhiêu lượt chuyển không lấy lại được.
                // "CompareSeconds": 3600,
                // "CompareLines": 1000
              },
              "Deadlines": {
                // "ConsignmentMinutes": 1440,
                // "UrgentConsignmentMinutes": 60,
                // "FailureHours": 168,
                // Văn bản chờ chữ ký của khóa ngoài nút được giữ bấy nhiêu phút; quá hạn thì số đã lấy bị hủy.
                // "PreparedMinutes": 1440,
                // "PartialHours": 24,
                // "QuarantineDays": 180,
                // "OrphanStatusDays": 30,
                // "ParkedChangeDays": 30
              },
              "Paper": {
                // Văn bản đã gửi điện tử chỉ được kèm bản giấy khi gửi Chính phủ, Thủ tướng (mã nơi nhận, mặc định G22) hoặc loại văn bản trong danh mục do thủ trưởng ban hành (QĐ 28/2018 Điều 5.3).
                // "Government": [ "G22" ],
                // "Types": [ "Hợp đồng" ],
                // "Decision": "Quyết định số 12/QĐ-UBND ngày 05/01/2026"
              },
              "Schedules": {
                // Số giây giữa hai lần chạy, hoặc biểu thức cron 6 trường theo giờ Việt Nam.
                // "RetryDeliveries": "15",
                // "ChaseReceipts": "60",
                // "WatchCertificates": "21600",
                // "SealJournal": "600",
                // "SweepPackets": "3600",
                // "RenewTimestamps": "3600",
                // "RefreshRevocation": "300",
                // "Reconcile": "86400",
                // "WatchDeadlines": "60",
                // "Retention": "86400",
                // "DailyReport": "300",
                // "Backup": "1800"
              },
              "Retention": {
                // Số ngày giữ nội dung chỉ chuyển tiếp, tính từ lúc chuyển xong; 0 là giữ mãi. Hồ sơ bằng chứng ghi vào EvidenceFolder trước khi giải phóng.
                // "RelayDays": 90,
                // "EvidenceFolder": "evidence"
              },
              "Backup": {
                // Thư mục sao lưu, nên ở máy hoặc ổ đĩa khác; để trống thì nút không tự sao lưu. Mỗi Hours giờ một bản, giữ Keep bản mới nhất. Không gồm keys/.
                // "Folder": "",
                // "Hours": 24,
                // "Keep": 14
              },
              "Reports": {
                // Báo cáo của ngày và tháng trước được lập từ giờ này (giờ Việt Nam) và giữ lại: 'axis report list'.
                // "Daily": true,
                // "Monthly": true,
                // "Hour": 6,
                // "KeepDays": 3660
              },
              "Mail": {
                // Máy chủ thư để gửi báo cáo; để trống thì không gửi. Security: StartTls (cổng 587), Tls (cổng 465), None (chỉ khi máy chủ thư ở chính máy này).
                // "Host": "",
                // "Port": 0,
                // "Security": "StartTls",
                // Tệp PEM của CA cấp chứng thư cho máy chủ thư; để trống là tin các CA của máy này.
                // "TrustedRoots": "",
                // "User": "",
                // "PasswordFile": "",
                // "From": "",
                // "Receivers": [ { "Address": "vanthu@xa.example", "Agencies": [] } ],
                // "TimeoutSeconds": 30,
                // "FirstRetrySeconds": 300,
                // "MaxRetrySeconds": 14400
              },
              "Verification": {
                // "Policy": "docaxis-1",
                // "SigningTimeBackDays": 7,
                // "SigningTimeAheadMinutes": 5,
                // "ClosedAgencyProofHours": 72,
                // "RevocationMaxAgeHours": 168,
                // "ResponseMaxAgeHours": 24,
                // "DocumentRevocationMaxAgeHours": 168,
                // "AllowPublicAgencies": false,
                // Biên nhận của nút chứng minh thời điểm: được lệch với niêm ký của nó bao nhiêu phút; cần bao nhiêu nút khi chứng thư bị thu hồi hoặc cơ quan đã đóng (ít nhất 2).
                // "AttestationBackMinutes": 60,
                // "AttestationAheadMinutes": 5,
                // "NodesWhenRevoked": 2
              },
              "Revocation": {
                // Chỉ lấy danh sách thu hồi và hỏi OCSP ở những nơi cho phép dưới đây; để trống là không lấy từ mạng.
                // "Allow": [ "http://crl.ca.example/", "http://ocsp.ca.example/" ],
                // "AllowNamedByAnchors": false,
                {{named}}"Lists": [ {{Quote(list)}} ],
                {{named}}"Responders": [ {{Quote(responder)}} ],
                // "TimeoutSeconds": 10,
                // "MaxListBytes": 16777216,
                // "MaxRequests": 200
              },
              "Journal": {
                // "MaxUnsealedMinutes": 60
              },
              "Timestamps": {
                // Dịch vụ cấp dấu thời gian (RFC 3161), thử theo thứ tự; để trống thì chữ ký ở mức B.
                {{named}}"Authorities": [{{(tsa is null ? "" : Quote(tsa))}}],
                // None: không, Sent: văn bản gửi đi, SentAndReceived: cả văn bản đến.
                // "Packets": "Sent",
                // Mức đạt ngay: T, LT hoặc LTA; dấu thời gian luôn được gia hạn trước khi hết giá trị.
                // "Level": "LT",
                // "JournalHeads": true,
                // "Hash": "SHA256",
                // "Concurrency": 4,
                // "TimeoutSeconds": 15,
                // "FirstRetrySeconds": 5,
                // "MaxRetrySeconds": 600,
                // "RenewBeforeDays": 180,
                // "AlgorithmLastDays": []
              },
              "Links": {
                // Chỉ cần khi địa chỉ hoặc cách kết nối khác với danh bạ, hoặc có kết nối ngang hàng:
                // "Neighbours": [ { "Id": "tinh-a", "Mode": "Push", "Peer": false, "Addresses": ["https://192.0.2.10:8443"] } ]
                // Nối lên trục quốc gia bằng VXP (nút này là hệ thống khách); khóa bí mật là dòng đầu của tệp keys/vxp-secret, chmod 600, CaFile để trống là dùng CA của máy:
                // "Neighbours": [ { "Id": "truc-quoc-gia", "Kind": "Vxp", "Vxp": { "Endpoint": "https://truc.example", "SystemId": "sys.h37", "SecretFile": "vxp-secret", "CaFile": "", "AllowPlainHttp": false, "Dialect": "Java", "SendTo": true, "Signature": true, "Fetch": "GetEdoc", "PollSeconds": 120, "BusyPollSeconds": 10, "MaxRequestsPerSecond": 5, "TimeoutSeconds": 120, "MaxPacketBytes": 104857600, "MaxAttempts": 8, "MaxDays": 7 } } ]
              },
              "Vxp": {
                // API máy khách VXP cho phần mềm quản lý văn bản đang có; các hệ thống được khai báo bằng 'axis vxp system add'.
                // "Enabled": false,
                // "BasePath": "/vxp",
                // Để trống là dùng chung địa chỉ với API; địa chỉ riêng phải là https, trừ khi AllowPlainHttp là true.
                // "Listen": "",
                // "Certificate": "",
                // "CertificatePassphrase": "keys/passphrase",
                // "AllowPlainHttp": false,
                // "MaxPacketBytes": 104857600,
                // "MaxListItems": 1000,
                // "SilentHours": 24,
                // "WaitingHours": 4
              },
              "Drop": {
                // Phần mềm không gọi được API thì gửi và nhận bằng thư mục, mỗi cơ quan một thư mục (phải có sẵn). Ready: Marker (tệp TÊN.ready tạo sau cùng), Rename (đổi tên khi ghi xong) hoặc Settled (không đổi trong SettleSeconds giây).
                // "Folders": [ { "Agency": "H99.21.31", "Folder": "/srv/axis/xa", "Ready": "Marker", "SettleSeconds": 30, "NoStateSecret": false, "Deliver": true } ],
                // "ScanSeconds": 5
              },
              "Events": {
                // Báo cho phần mềm của cơ quan khi có văn bản đến hoặc trạng thái đổi; tệp khóa: openssl rand -hex 32 > keys/hook.secret, chmod 600.
                // "Webhooks": [ { "Name": "qlvb", "Address": "https://qlvb.example/axis", "SecretFile": "keys/hook.secret", "Agencies": [], "IncludeSubject": false, "TrustedRoots": "" } ],
                // Đưa sự kiện lên RabbitMQ: exchange loại topic, khóa MÃ-CƠ-QUAN.document.received hoặc MÃ-CƠ-QUAN.document.status; để trống Address là không dùng.
                // "RabbitMq": { "Address": "amqps://rabbit.example:5671", "VirtualHost": "/", "Exchange": "axis.events", "User": "axis", "PasswordFile": "keys/rabbitmq.password", "TrustedRoots": "", "Agencies": [], "IncludeSubject": false, "RequireQueue": true },
                // "FirstRetrySeconds": 5,
                // "MaxRetrySeconds": 900,
                // Số lần bị trả lời lỗi trước khi dừng một sự kiện; không liên lạc được thì không tính.
                // "AnsweredFailuresBeforeParking": 10,
                // "TimeoutSeconds": 10,
                // "KeepDays": 30
              },
              "Console": {
                // Giao diện trên trình duyệt tại /console, cùng địa chỉ với API; người dùng được khai báo bằng 'axis user add'.
                // "Enabled": true,
                // Phiên làm việc kết thúc sau bấy nhiêu phút không thao tác, hoặc bấy nhiêu giờ kể từ lúc đăng nhập.
                // "IdleMinutes": 30,
                // "SessionHours": 12,
                // Sai mật khẩu bấy nhiêu lần thì khóa tài khoản bấy nhiêu phút.
                // "MaxFailures": 5,
                // "LockMinutes": 15,
                // Cho trình duyệt đưa chứng thư để đăng nhập (chỉ trên địa chỉ https).
                // "ClientCertificates": false,
                // Số giây còn hoàn tác được một lần từ chối trước khi trả lời rời nút.
                // "UndoSeconds": 60,
                // "UploadHours": 24
              }
            }

            """;
    }

    private static string Quote(string text) => JsonSerializer.Serialize(text, Quoting);
}
