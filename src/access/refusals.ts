import type { RefusalCatalogue } from '../kernel/refusal.js'

export const accessRefusals = {
	'access.wrong-credentials': { status: 401, vi: 'Tên đăng nhập hoặc mật khẩu không đúng', en: 'The user name or the password is wrong' },
	'access.too-many-attempts': {
		status: 429,
		vi: 'Sai quá nhiều lần; xin thử lại sau {seconds} giây',
		en: 'Too many wrong tries; try again in {seconds} seconds',
	},
	'access.password-change-required': {
		status: 403,
		vi: 'Hãy đổi mật khẩu dùng một lần trước khi làm việc khác',
		en: 'Change the one-time password before anything else',
	},
	'access.wrong-password': { status: 422, vi: 'Mật khẩu hiện tại không đúng', en: 'The present password is wrong' },
	'access.same-password': { status: 422, vi: 'Mật khẩu mới phải khác mật khẩu cũ', en: 'The new password must differ from the old one' },
	'access.password-is-username': {
		status: 422,
		vi: 'Mật khẩu không được chứa tên đăng nhập',
		en: 'A password must not hold the user name',
	},
	'access.username-taken': { status: 409, vi: 'Đã có người dùng tên {username}', en: 'There is a user named {username} already' },
	'access.user-not-found': { status: 404, vi: 'Không có người dùng này', en: 'There is no such user' },
	'access.not-yourself': { status: 422, vi: 'Không thể tự khóa tài khoản của mình', en: 'Nobody disables her own account' },
	'access.not-of-group': { status: 422, vi: 'Người dùng này không phải tổ trưởng của tổ', en: 'This user does not see the group' },
	'access.not-a-leader': { status: 422, vi: 'Người dùng này không có vai trò tổ trưởng', en: 'This user is no leader' },
	'access.credential-not-found': {
		status: 404,
		vi: 'Không có phiên đăng nhập hoặc mã truy cập này',
		en: 'There is no such session or token',
	},
	'access.session-needed': {
		status: 403,
		vi: 'Việc này cần đăng nhập bằng mật khẩu, không dùng mã truy cập',
		en: 'This needs a session; a token is not enough',
	},
} as const satisfies RefusalCatalogue
